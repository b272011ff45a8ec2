import type { ImageLimits } from '../types.js';
import { decodeBmp } from './decodeBmp.js';
import { decodeDicom } from './decodeDicom.js';
import type { DecodedImage } from './decodedImage.js';
import { decodePicture } from './decodePicture.js';
import { identifyImage } from './identifyImage.js';
import { defaultImageLimits } from './limits.js';

/**
 * Decodes one frame of an image whose kind is told by its content. A frame that is not all there is refused.
 *
 * @param options `frame` is 0-based.
 * @throws EventEyeError IMAGE_EMPTY, IMAGE_UNSUPPORTED, IMAGE_TOO_LARGE, IMAGE_CORRUPT, FRAME_OUT_OF_RANGE and the
 * DICOM_* codes of `@eventeye/dicom`.
 */
export async function decodeImage(
  bytes: Uint8Array,
  options: { frame?: number; limits?: Partial<ImageLimits> } = {},
): Promise<DecodedImage> {
  const limits = { ...defaultImageLimits, ...options.limits };
  const frame = options.frame ?? 0;
  const kind = identifyImage(bytes, limits);
  if (kind === 'dicom') return decodeDicom(bytes, frame, limits);
  if (kind === 'bmp') return decodeBmp(bytes, frame, limits);
  return decodePicture(bytes, kind, frame, limits);
}
