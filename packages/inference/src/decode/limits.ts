import { EventEyeError } from '@eventeye/core';
import type { ImageLimits } from '../types.js';

/** Room for every clinical object; what is beyond is refused before memory is taken. */
export const defaultImageLimits: ImageLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxPixels: 8192 * 8192,
  maxTotalSamples: 512 * 1024 * 1024,
};

/**
 * Refuses dimensions beyond the limits.
 *
 * @throws EventEyeError IMAGE_TOO_LARGE.
 */
export function checkDimensions(
  width: number,
  height: number,
  frames: number,
  samples: number,
  limits: ImageLimits,
): void {
  if (width * height > limits.maxPixels || width * height * frames * samples > limits.maxTotalSamples) {
    throw new EventEyeError(
      'IMAGE_TOO_LARGE',
      `The image of ${width} x ${height} pixels is beyond the limit of ${limits.maxPixels} pixels. Send a smaller one.`,
    );
  }
}
