import { EventEyeError } from '@eventeye/core';
import { applyWindow, percentileWindow } from '@eventeye/dicom';
import type { DecodedImage } from '../decode/decodedImage.js';
import type { DisplayImage, Picture } from './displayImage.js';
import type { WindowOptions } from './renderTypes.js';

/**
 * A picture without a header, for showing. Colour is as it is, 8-bit grey as well unless a window is asked for; deeper grey goes
 * from its 1st to its 99.5th percentile.
 */
export function displayPicture(image: DecodedImage): DisplayImage {
  const { width, height } = image;
  return {
    width,
    height,
    aspect: 1,
    draw: (options = {}) => draw(image, options),
    values() {
      if (!image.rgb) return image;
      throw new EventEyeError(
        'IMAGE_UNSUPPORTED',
        'A colour image has no modality values. Ask for it with bits: 8.',
      );
    },
  };
}

function draw(image: DecodedImage, options: WindowOptions): Picture {
  const { width, height, rgb, levels } = image;
  const { windowCenter: center, windowWidth, windowIndex, invert = false } = options;
  if (windowIndex !== undefined) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'The picture carries no windows. Give windowCenter and windowWidth.',
      { path: ['windowIndex'] },
    );
  }
  const shown = (samples: Uint8Array) => (invert ? samples.map((value) => 255 - value) : samples);
  if (rgb) return { width, height, channels: 3, samples: shown(rgb) };
  const asked =
    center !== undefined && windowWidth !== undefined
      ? ({ center, width: windowWidth, function: windowWidth < 1 ? 'LINEAR_EXACT' : 'LINEAR' } as const)
      : undefined;
  if (!asked && levels?.values instanceof Uint8Array)
    return { width, height, channels: 1, samples: shown(levels.values) };
  const window = asked ?? percentileWindow(image.grey, 1, 99.5);
  return { width, height, channels: 1, samples: applyWindow(image.grey, window, { invert }) };
}
