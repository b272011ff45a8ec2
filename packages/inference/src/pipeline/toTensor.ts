import type { ModelInput } from '../manifest/schema.js';

/**
 * Normalises a prepared slice: `(sample / 255 - mean) / std` for each channel, every step in single precision, as
 * PyTorch computes it, so both give the same bits.
 *
 * @param samples `height * width` grey values, repeated in all three channels, or `height * width * 3` interleaved ones.
 * @param into where to write, instead of memory of its own.
 * @returns `3 * height * width` values, channel after channel (NCHW without N).
 */
export function toTensor(
  samples: Uint8Array,
  input: ModelInput,
  into = new Float32Array(3 * input.width * input.height),
): Float32Array {
  const size = input.width * input.height;
  const depth = samples.length / size;
  if (depth !== 1 && depth !== 3)
    throw new RangeError(`A prepared slice has ${size} or ${3 * size} samples, not ${samples.length}.`);
  // As bit patterns: copying whole numbers is several times faster than copying floats through double precision.
  const bits = new Uint32Array(into.buffer, into.byteOffset, into.length);
  for (let channel = 0; channel < 3; channel++) {
    const mean = Math.fround(input.normalisation.mean[channel]!);
    const std = Math.fround(input.normalisation.std[channel]!);
    const table = Float32Array.from({ length: 256 }, (_, sample) =>
      Math.fround(Math.fround(Math.fround(sample / 255) - mean) / std),
    );
    const patterns = new Uint32Array(table.buffer);
    const end = (channel + 1) * size;
    let sample = depth === 3 ? channel : 0;
    for (let i = channel * size; i < end; i++, sample += depth) bits[i] = patterns[samples[sample]!]!;
  }
  return into;
}
