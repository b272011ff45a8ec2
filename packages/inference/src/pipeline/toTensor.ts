import type { ModelInput } from '../manifest/schema.js';

/**
 * Normalises a prepared slice: `(grey / 255 - mean) / std` for each channel, every step in single precision, as
 * PyTorch computes it, so both give the same bits.
 *
 * @param grey8 `height * width` values.
 * @returns `3 * height * width` values, channel after channel (NCHW without N).
 */
export function toTensor(grey8: Uint8Array, input: ModelInput): Float32Array {
  const size = input.width * input.height;
  const tensor = new Float32Array(3 * size);
  for (let channel = 0; channel < 3; channel++) {
    const mean = Math.fround(input.normalisation.mean[channel]!);
    const std = Math.fround(input.normalisation.std[channel]!);
    const table = Float32Array.from({ length: 256 }, (_, grey) =>
      Math.fround(Math.fround(Math.fround(grey / 255) - mean) / std),
    );
    const offset = channel * size;
    for (let i = 0; i < size; i++) tensor[offset + i] = table[grey8[i]!]!;
  }
  return tensor;
}
