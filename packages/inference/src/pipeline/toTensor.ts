import type { ModelInput } from '../manifest/schema.js';

/**
 * Normalises a prepared slice: `(sample / 255 - mean) / std` for each channel, every step in single precision, as
 * PyTorch computes it, so both give the same bits.
 *
 * @param samples `height * width` grey values, repeated in all three channels, or `height * width * 3` interleaved ones.
 * @returns `3 * height * width` values, channel after channel (NCHW without N).
 */
export function toTensor(samples: Uint8Array, input: ModelInput): Float32Array {
  const size = input.width * input.height;
  const depth = samples.length / size;
  if (depth !== 1 && depth !== 3)
    throw new RangeError(`A prepared slice has ${size} or ${3 * size} samples, not ${samples.length}.`);
  const tensor = new Float32Array(3 * size);
  for (let channel = 0; channel < 3; channel++) {
    const mean = Math.fround(input.normalisation.mean[channel]!);
    const std = Math.fround(input.normalisation.std[channel]!);
    const table = Float32Array.from({ length: 256 }, (_, sample) =>
      Math.fround(Math.fround(Math.fround(sample / 255) - mean) / std),
    );
    const offset = channel * size;
    const first = depth === 3 ? channel : 0;
    for (let i = 0; i < size; i++) tensor[offset + i] = table[samples[first + i * depth]!]!;
  }
  return tensor;
}
