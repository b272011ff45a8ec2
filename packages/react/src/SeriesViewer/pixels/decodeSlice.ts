import { decode } from 'fast-png';

/** A slice's pixels as values: `value = sample * slope + intercept`. */
export interface DecodedSlice {
  width: number;
  height: number;
  samples: Uint16Array | Uint8Array;
  slope: number;
  intercept: number;
}

/**
 * Reads a grey PNG of 8 or 16 bits with the scale in its text chunks. Browsers cut 16 bits to 8 when they draw a PNG, so they
 * can not be asked.
 *
 * @throws Error for what is no grey PNG.
 */
export function decodeSlice(bytes: Uint8Array): DecodedSlice {
  const { width, height, channels, depth, data, text } = decode(bytes);
  if (channels !== 1 || (depth !== 16 && depth !== 8)) throw new Error('The picture is no grey PNG.');
  return {
    width,
    height,
    samples: data as Uint16Array | Uint8Array,
    slope: Number(text['Rescale Slope'] ?? 1),
    intercept: Number(text['Rescale Intercept'] ?? 0),
  };
}
