import { detectImageKind } from '@eventeye/core';
import type { VoiWindow } from '@eventeye/dicom';
import { openDataset } from '../decode/decodeDicom.js';
import type { DecodedImage } from '../decode/decodedImage.js';
import { decodeImage } from '../decode/decodeImage.js';
import { defaultImageLimits } from '../decode/limits.js';
import type { ImageLimits } from '../types.js';
import { fileWindows } from './fileWindows.js';
import { pixelAspect } from './pixelAspect.js';

/** A decoded frame with what its header says of showing it. */
export interface DisplayImage {
  image: DecodedImage;
  /** The windows the file carries, in its order; `undefined` in the place of one that can not be used. */
  windows: readonly (VoiWindow | undefined)[];
  /** The function of the file's windows, for a window that is asked for. */
  windowFunction: VoiWindow['function'];
  /** Height of a pixel over its width; 1 where the file says nothing. */
  aspect: number;
}

/**
 * Decodes one frame for showing.
 *
 * @throws EventEyeError the codes of `decodeImage`.
 */
export async function openForDisplay(
  bytes: Uint8Array,
  frame = 0,
  limits: Partial<ImageLimits> = {},
): Promise<DisplayImage> {
  const image = await decodeImage(bytes, { frame, limits });
  if (detectImageKind(bytes) !== 'dicom') return { image, windows: [], windowFunction: 'LINEAR', aspect: 1 };
  const dataset = openDataset(bytes, { ...defaultImageLimits, ...limits });
  return {
    image,
    windows: fileWindows(dataset),
    windowFunction: image.window?.function ?? 'LINEAR',
    aspect: pixelAspect(dataset),
  };
}
