import { decodeImage } from '../decode/decodeImage.js';
import { identifyImage } from '../decode/identifyImage.js';
import { defaultImageLimits } from '../decode/limits.js';
import type { ImageLimits } from '../types.js';
import { displayDicom } from './displayDicom.js';
import type { DisplayImage } from './displayImage.js';
import { displayPicture } from './displayPicture.js';

/**
 * Decodes one frame for showing.
 *
 * @param frame 0-based.
 * @throws EventEyeError the codes of `decodeImage`.
 */
export async function openForDisplay(
  bytes: Uint8Array,
  frame = 0,
  limits: Partial<ImageLimits> = {},
): Promise<DisplayImage> {
  const allowed = { ...defaultImageLimits, ...limits };
  if (identifyImage(bytes, allowed) === 'dicom') return displayDicom(bytes, frame, allowed);
  return displayPicture(await decodeImage(bytes, { frame, limits }));
}
