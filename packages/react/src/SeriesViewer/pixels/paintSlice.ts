import type { DecodedSlice } from './decodeSlice.js';
import { greyOf, type ValueWindow } from './windowLevel.js';

/** What a panel shows: a slice, or a slice minus another of the same size. */
export interface SlicePicture {
  slice: DecodedSlice;
  minus?: DecodedSlice | undefined;
}

/**
 * Draws a slice through a window into RGBA pixels. Of a subtraction, loss of signal is below every window that begins at 0.
 *
 * @param target as many pixels as the slice has.
 */
export function paintSlice(
  { slice, minus }: SlicePicture,
  window: ValueWindow,
  inverted: boolean,
  target: Uint8ClampedArray,
): void {
  const pixels = new Uint32Array(target.buffer, target.byteOffset, target.byteLength / 4);
  if (minus) paintDifference(slice, minus, window, inverted, pixels);
  else paintSamples(slice, window, inverted, pixels);
}

/** The values of a picture, in modality units: what windows are chosen by. */
export function valuesOf({ slice, minus }: SlicePicture): Float32Array {
  const { samples, slope, intercept } = slice;
  const values = new Float32Array(samples.length);
  for (let at = 0; at < values.length; at++) {
    values[at] = samples[at]! * slope + intercept;
    if (minus) values[at]! -= minus.samples[at]! * minus.slope + minus.intercept;
  }
  return values;
}

/** One grey as an opaque pixel; the order of its bytes does not matter but for alpha, which is last in little-endian. */
const opaque = (grey: number) => 0xff000000 | (grey << 16) | (grey << 8) | grey;
/** Greys by sample; made once, for 65,536 places a frame would feed the garbage collector. */
const table = new Uint32Array(65_536);

function paintSamples(slice: DecodedSlice, window: ValueWindow, inverted: boolean, pixels: Uint32Array) {
  const { samples, slope, intercept } = slice;
  const size = samples.BYTES_PER_ELEMENT === 1 ? 256 : 65_536;
  for (let sample = 0; sample < size; sample++) {
    const grey = greyOf(sample * slope + intercept, window);
    table[sample] = opaque(inverted ? 255 - grey : grey);
  }
  for (let at = 0; at < pixels.length; at++) pixels[at] = table[samples[at]!]!;
}

function paintDifference(
  slice: DecodedSlice,
  minus: DecodedSlice,
  window: ValueWindow,
  inverted: boolean,
  pixels: Uint32Array,
) {
  const { samples, slope, intercept } = slice;
  const offset = intercept - minus.intercept;
  for (let at = 0; at < pixels.length; at++) {
    const grey = greyOf(samples[at]! * slope - minus.samples[at]! * minus.slope + offset, window);
    pixels[at] = opaque(inverted ? 255 - grey : grey);
  }
}
