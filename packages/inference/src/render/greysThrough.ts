import { applyWindow, type StoredLevels, type VoiWindow } from '@eventeye/dicom';
import type { DecodedImage } from '../decode/decodedImage.js';

/**
 * The 8-bit greys of an image through a window: the bytes of `applyWindow`. Samples of up to 16 bits are looked up in a table
 * of the levels between their least and greatest, for a slice has far more pixels than levels.
 */
export function greysThrough(image: DecodedImage, window: VoiWindow, invert: boolean): Uint8Array {
  const { levels } = image;
  return levels ? lookUp(levels, window, invert) : applyWindow(image.grey, window, { invert });
}

function lookUp({ values, slope, intercept }: StoredLevels, window: VoiWindow, invert: boolean): Uint8Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  // In single precision, as modality values are.
  const units = new Float32Array(values.length === 0 ? 0 : most - least + 1);
  for (let i = 0; i < units.length; i++) units[i] = (least + i) * slope + intercept;
  const table = applyWindow(units, window, { invert });
  const out = new Uint8Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = table[values[i]! - least]!;
  return out;
}
