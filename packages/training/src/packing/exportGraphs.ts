import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { runPython } from '../python/runPython.js';

/** Name of the ONNX file of a precision. */
export const graphFile = (precision: Manifest['precision']): string => `model.${precision}.onnx`;

/** What is exported from a checkpoint. */
export interface ExportOptions {
  checkpoint: string;
  out: string;
  /** Rows and columns of the input. */
  size: number;
  precisions: readonly Manifest['precision'][];
  /** Index whose training part the int8 ranges come from. */
  index: string;
  labels: readonly string[];
  calibrationSlices: number;
}

/** The exported network. */
export interface ExportedGraphs {
  /** `labels * channels` weights of the linear head. */
  headWeights: Float32Array;
  /** Channels, rows, columns of the features. */
  featureShape: [number, number, number];
}

/** Exports fp32 with PyTorch's reference answers, and from it the other precisions. */
export async function exportGraphs(options: ExportOptions): Promise<ExportedGraphs> {
  const { checkpoint, out, size, precisions, index, labels, calibrationSlices } = options;
  mkdirSync(out, { recursive: true });
  const fp32 = join(out, graphFile('fp32'));
  if (!existsSync(checkpoint)) throw new Error(`There is no checkpoint ${checkpoint}. Train first.`);
  await runPython(['export', '--checkpoint', checkpoint, '--out', fp32, '--size', String(size)]);
  if (precisions.includes('fp16'))
    await runPython(['halve', '--source', fp32, '--target', join(out, graphFile('fp16'))]);
  if (precisions.includes('int8')) {
    await runPython([
      'quantize',
      ...['--source', fp32, '--target', join(out, graphFile('int8')), '--index', index],
      ...['--labels', labels.join(','), '--images', String(calibrationSlices)],
    ]);
  }
  return readExported(out, labels.length);
}

/** What an export left beside its graphs. */
export function readExported(folder: string, labels: number): ExportedGraphs {
  const floats = (name: string) =>
    new Float32Array(new Uint8Array(readFileSync(join(folder, `model.fp32.${name}.f32`))).buffer);
  const headWeights = floats('head');
  const channels = headWeights.length / labels;
  const examples = floats('logits').length / labels;
  const side = Math.sqrt(floats('features').length / examples / channels);
  return { headWeights, featureShape: [channels, side, side] };
}
