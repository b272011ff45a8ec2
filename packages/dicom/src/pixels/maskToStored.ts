import type { PixelDescription } from './pixelDescription.js';
import type { Samples } from './readFrame.js';

/**
 * Clears the bits outside High Bit .. High Bit - Bits Stored + 1, which may hold overlays or rubbish (PS3.5 8.1.1), and
 * extends the sign. Works in place.
 */
export function maskToStored(
  values: Samples,
  { bitsAllocated, bitsStored, highBit, signed }: PixelDescription,
): void {
  if (bitsStored === bitsAllocated || bitsAllocated === 1) return;
  const left = 31 - highBit;
  const right = 32 - bitsStored;
  if (signed) for (let i = 0; i < values.length; i++) values[i] = (values[i]! << left) >> right;
  else for (let i = 0; i < values.length; i++) values[i] = (values[i]! << left) >>> right;
}

/**
 * Whether `maskToStored` could change anything. It costs a look at the samples where they are unsigned and begin at
 * bit 0, as nearly all MR is; signed ones of fewer bits are taken to need it.
 */
export function hasUnusedBits(
  bytes: Uint8Array,
  { bitsAllocated, bitsStored, highBit, signed }: PixelDescription,
): boolean {
  if (bitsStored === bitsAllocated) return false;
  if (signed || highBit !== bitsStored - 1 || bitsAllocated === 32) return true;
  const beyond = ~(2 ** bitsStored - 1);
  const mask =
    bitsAllocated === 8 ? Math.imul(beyond & 0xff, 0x01010101) : Math.imul(beyond & 0xffff, 0x00010001);
  // Four bytes at a time, from the first place that is aligned for it to the last.
  const from = Math.min(bytes.length, (4 - (bytes.byteOffset & 3)) & 3);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + from, (bytes.length - from) >> 2);
  let any = 0;
  const unrolled = words.length & ~7;
  for (let i = 0; i < unrolled; i += 8) {
    any |=
      words[i]! |
      words[i + 1]! |
      words[i + 2]! |
      words[i + 3]! |
      words[i + 4]! |
      words[i + 5]! |
      words[i + 6]! |
      words[i + 7]!;
  }
  for (let i = unrolled; i < words.length; i++) any |= words[i]!;
  for (let i = 0; i < from; i++) any |= bytes[i]! << (8 * ((i - from) & 3));
  for (let i = from + 4 * words.length; i < bytes.length; i++) any |= bytes[i]! << (8 * ((i - from) & 3));
  return (any & mask) !== 0;
}
