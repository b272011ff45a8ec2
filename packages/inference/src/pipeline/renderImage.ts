import { applyWindow, percentileWindow, type VoiWindow } from '@eventeye/dicom';
import sharp from 'sharp';
import { decodeImage } from '../decode/decodeImage.js';
import type { ImageLimits, RenderOptions } from '../types.js';

/**
 * Draws one frame as an 8-bit PNG: colour as it is, grey through the asked window, else the file's own, else the
 * 1st to 99.5th percentile.
 *
 * @throws EventEyeError the codes of `decodeImage`.
 */
export async function renderImage(
  bytes: Uint8Array,
  options: RenderOptions = {},
  limits: Partial<ImageLimits> = {},
): Promise<Uint8Array> {
  const image = await decodeImage(bytes, { frame: options.frame ?? 0, limits });
  const { width, height } = image;
  const asked: VoiWindow | undefined =
    options.windowCenter !== undefined && options.windowWidth !== undefined
      ? { center: options.windowCenter, width: options.windowWidth, function: 'LINEAR_EXACT' }
      : undefined;
  const window = asked ?? image.window ?? percentileWindow(image.grey, 1, 99.5);
  const drawn =
    image.rgb && !asked
      ? sharp(image.rgb, { raw: { width, height, channels: 3 } })
      : sharp(applyWindow(image.grey, window, { invert: image.invert }), {
          raw: { width, height, channels: 1 },
        }).toColourspace('b-w');
  if (options.maxSize !== undefined)
    drawn.resize(options.maxSize, options.maxSize, { fit: 'inside', withoutEnlargement: true });
  return drawn.png({ compressionLevel: 6 }).toBuffer();
}
