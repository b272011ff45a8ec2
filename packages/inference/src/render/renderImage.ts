import type { ImageLimits } from '../types.js';
import { checkRenderOptions } from './checkRenderOptions.js';
import { encodePicture } from './encodePicture.js';
import { encodeValues } from './encodeValues.js';
import { openForDisplay } from './openForDisplay.js';
import type { RenderOptions } from './renderTypes.js';

/**
 * One frame as a PNG: 8 bits as it is shown, or 16 bits of modality values as `encodeValues` writes them.
 *
 * @throws EventEyeError VALIDATION_FAILED, and the codes of `decodeImage` and `encodeValues`.
 */
export async function renderImage(
  bytes: Uint8Array,
  options: RenderOptions = {},
  limits: Partial<ImageLimits> = {},
): Promise<Uint8Array> {
  checkRenderOptions(options);
  const display = await openForDisplay(bytes, options.frame, limits);
  if (options.bits === 16) return encodeValues(display);
  return encodePicture(display.draw(options), options, display.aspect);
}
