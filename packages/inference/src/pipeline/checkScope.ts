import { colourSaturation } from '../decode/colour.js';
import type { DecodedImage } from '../decode/decodedImage.js';
import type { Manifest } from '../manifest/schema.js';
import type { Prediction } from '../types.js';

/**
 * The cheap part of the in-scope test: what the header and the picture's own statistics rule out. It can only say that
 * an image is no MR slice, never that it is one.
 *
 * @param grey8 the prepared slice.
 */
export function checkScope(
  image: DecodedImage,
  grey8: Uint8Array,
  scope: Manifest['scope'],
): Prediction['scope'] {
  if (image.kind === 'dicom' && !scope.modality.includes(image.modality ?? ''))
    return { inScope: false, reason: 'NOT_MR' };
  if (image.rgb && colourSaturation(image.rgb) > scope.maxColourSaturation)
    return { inScope: false, reason: 'COLOUR_IMAGE' };
  if (contrastOf(grey8) < scope.minContrast) return { inScope: false, reason: 'BLANK_IMAGE' };
  return { inScope: true, reason: null };
}

/** Standard deviation of the grey values, divided by 255. */
function contrastOf(grey8: Uint8Array): number {
  let sum = 0;
  let squares = 0;
  for (const grey of grey8) {
    sum += grey;
    squares += grey * grey;
  }
  const mean = sum / grey8.length;
  return Math.sqrt(Math.max(0, squares / grey8.length - mean * mean)) / 255;
}
