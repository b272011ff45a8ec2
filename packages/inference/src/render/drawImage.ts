import { EventEyeError } from '@eventeye/core';
import { percentileWindow, type VoiWindow } from '@eventeye/dicom';
import { greysThrough } from './greysThrough.js';
import type { DisplayImage } from './openForDisplay.js';
import type { WindowOptions } from './renderTypes.js';

/** Samples as they are shown. */
export interface Picture {
  width: number;
  height: number;
  /** 1: grey, 3: RGB. */
  channels: 1 | 3;
  /** `height * width * channels` 8-bit samples, those of a pixel together. */
  samples: Uint8Array;
}

/**
 * One frame as a screen shows it. Colour and plain 8-bit grey as they are unless a window is asked for; other grey through
 * the window asked for, else the file's first, else from the 1st to the 99.5th percentile.
 *
 * @throws EventEyeError VALIDATION_FAILED for a `windowIndex` that the file does not have.
 */
export function drawImage(display: DisplayImage, options: WindowOptions = {}): Picture {
  const { image } = display;
  const { width, height, rgb, kind, levels } = image;
  const asked = askedWindow(display, options);
  const invert = options.invert ?? false;
  if (!asked && rgb) return { width, height, channels: 3, samples: invert ? inverted(rgb) : rgb };
  if (!asked && kind !== 'dicom' && levels?.values instanceof Uint8Array)
    return { width, height, channels: 1, samples: invert ? inverted(levels.values) : levels.values };
  const window = asked ?? image.window ?? percentileWindow(image.grey, 1, 99.5);
  const samples = greysThrough(image, window, image.invert !== invert);
  return { width, height, channels: 1, samples };
}

/** A window that is asked for by numbers is applied with the function of the file's own, by default LINEAR. */
function askedWindow(
  { windows, windowFunction }: DisplayImage,
  { windowCenter: center, windowWidth: width, windowIndex }: WindowOptions,
): VoiWindow | undefined {
  if (center !== undefined && width !== undefined) {
    // LINEAR has no meaning below 1 (PS3.3 C.11.2.1.2.1); values of computed maps may need such windows.
    const kind = windowFunction === 'LINEAR' && width < 1 ? 'LINEAR_EXACT' : windowFunction;
    return { center, width, function: kind };
  }
  if (windowIndex === undefined) return undefined;
  const window = windows[windowIndex];
  if (window) return window;
  throw new EventEyeError(
    'VALIDATION_FAILED',
    windowIndex < windows.length
      ? 'This window of the image can not be used. Give windowCenter and windowWidth instead.'
      : `The image carries ${windows.length} windows, counted from 0. Ask for one of these, or give windowCenter and windowWidth.`,
    { path: ['windowIndex'] },
  );
}

function inverted(samples: Uint8Array): Uint8Array {
  return samples.map((value) => 255 - value);
}
