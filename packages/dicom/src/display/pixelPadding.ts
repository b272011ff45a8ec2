import type { Dataset } from '../dataset/dataset.js';
import type { PixelDescription } from '../pixels/pixelDescription.js';

/** Stored values that are no image, both ends included. */
export interface PixelPadding {
  low: number;
  high: number;
}

/**
 * Pixel Padding Value (0028,0120) to Pixel Padding Range Limit (0028,0121) of a grey image (PS3.3 C.7.5.1.1.2): what was
 * added to fill the rectangle, and nothing that was measured.
 */
export function pixelPadding(
  dataset: Dataset,
  { signed, bitsStored, samplesPerPixel, photometricInterpretation }: PixelDescription,
): PixelPadding | undefined {
  if (samplesPerPixel !== 1 || !photometricInterpretation.startsWith('MONOCHROME')) return undefined;
  const vr = signed ? 'SS' : 'US';
  const value = dataset.decimals('x00280120', vr)[0];
  if (value === undefined) return undefined;
  const limit = dataset.decimals('x00280121', vr)[0] ?? value;
  // Above the bits stored only what a signed value means there: samples are sign-extended when they are read.
  const stored = (padding: number) => {
    if (bitsStored >= 16) return padding;
    const left = 32 - bitsStored;
    return signed ? (padding << left) >> left : padding & (2 ** bitsStored - 1);
  };
  const [a, b] = [stored(value), stored(limit)];
  return { low: Math.min(a, b), high: Math.max(a, b) };
}
