import { decodeImage } from '../decode/decodeImage.js';
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
  for (let frame = 1; frame < frameCount; frame++) await decodeImage(bytes, { frame, limits });
  return { kind, width, height, frameCount };
}
