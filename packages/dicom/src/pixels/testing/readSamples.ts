import { createHash } from 'node:crypto';
import { describePixels, readDataset, readFrame } from '../../index.js';

/** All frames of an instance as the reference describes them. */
export interface Samples {
  /** Frames first where there are several, samples of a pixel last where there are several. */
  shape: number[];
  type: string;
  mean: number;
  /** Of the raw little-endian samples. */
  sha256: string;
}

/** Reads every frame; only a digest is kept of it. */
export async function readSamples(bytes: Uint8Array): Promise<Samples> {
  const dataset = readDataset(bytes);
  const { frameCount, width, height, samplesPerPixel } = describePixels(dataset);
  const digest = createHash('sha256');
  let sum = 0;
  let count = 0;
  let type = '';
  for (let frame = 0; frame < frameCount; frame++) {
    const { values } = await readFrame(dataset, frame);
    digest.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    for (let i = 0; i < values.length; i++) sum += values[i]!;
    count += values.length;
    type = values.constructor.name.replace('Array', '').toLowerCase();
  }
  const shape = [frameCount, height, width, samplesPerPixel];
  return {
    shape: shape.filter((size, axis) => axis === 1 || axis === 2 || size > 1),
    type,
    mean: sum / count,
    sha256: digest.digest('hex'),
  };
}
