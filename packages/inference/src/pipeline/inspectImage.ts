import { readFrame } from '@eventeye/dicom';
import { openDataset } from '../decode/decodeDicom.js';
import { decodeImage } from '../decode/decodeImage.js';
import { defaultImageLimits } from '../decode/limits.js';
import type { ImageInspection, ImageLimits } from '../types.js';

/**
 * Decodes every frame once, so that what is stored is known to be whole.
 *
 * @throws EventEyeError the codes of `decodeImage`.
 */
export async function inspectImage(
  bytes: Uint8Array,
  limits: Partial<ImageLimits> = {},
): Promise<ImageInspection> {
  const { kind, width, height, frameCount } = await decodeImage(bytes, { limits });
  if (kind === 'dicom' && frameCount > 1) {
    // One look at the structure for all frames: a deflated instance would be inflated again for each.
    const dataset = openDataset(bytes, { ...defaultImageLimits, ...limits });
    for (let frame = 1; frame < frameCount; frame++) await readFrame(dataset, frame);
  } else {
    for (let frame = 1; frame < frameCount; frame++) await decodeImage(bytes, { frame, limits });
  }
  return { kind, width, height, frameCount };
}
