import sharp from 'sharp';
import type { ImageLimits } from '../types.js';
import { toGrey } from './grey.js';
import { readVolumeSlice } from './readVolumeSlice.js';
import { subtractSlices } from './subtractSlices.js';
import type { VolumeWindow } from './volumeTypes.js';

/**
 * Draws a slice minus its base as an 8-bit grey PNG in the geometry of the image.
 *
 * @throws EventEyeError the codes of `readVolumeSlice` and `subtractSlices`.
 */
export async function renderSubtraction(
  { bytes, base }: { bytes: Uint8Array; base: Uint8Array },
  window: VolumeWindow,
  limits: Partial<ImageLimits> = {},
): Promise<Uint8Array> {
  const post = await readVolumeSlice(bytes, limits);
  const uptake = subtractSlices(post, await readVolumeSlice(base, limits));
  const { width, height } = post;
  return sharp(toGrey(uptake, window, true), { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}
