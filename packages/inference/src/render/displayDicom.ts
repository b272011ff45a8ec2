import { EventEyeError } from '@eventeye/core';
import {
  type Dataset,
  type Frame,
  frameWindows,
  isColour,
  modalityValues,
  readFrame,
  renderFrame,
  storedLevelsOf,
  type VoiWindow,
} from '@eventeye/dicom';
import { openDataset } from '../decode/decodeDicom.js';
import type { ImageLimits } from '../types.js';
import type { DisplayImage, GreyValues } from './displayImage.js';
import { pixelAspect } from './pixelAspect.js';
import type { WindowOptions } from './renderTypes.js';

/**
 * One frame of a DICOM instance, for showing: what `renderFrame` of `@eventeye/dicom` makes of it. Colour is never windowed.
 *
 * @param index of the frame, 0-based.
 * @throws EventEyeError the DICOM_* codes, FRAME_OUT_OF_RANGE, IMAGE_TOO_LARGE.
 */
export async function displayDicom(
  bytes: Uint8Array,
  index: number,
  limits: ImageLimits,
): Promise<DisplayImage> {
  const dataset = openDataset(bytes, limits);
  const frame = await readFrame(dataset, index);
  const { width, height } = frame;
  return {
    width,
    height,
    aspect: pixelAspect(dataset, index),
    draw(options = {}) {
      const { windowIndex, invert = false } = options;
      const window = askedWindow(dataset, index, options);
      return renderFrame(dataset, frame, {
        index,
        invert,
        ...(window && { window }),
        ...(windowIndex !== undefined && { windowIndex }),
      });
    },
    values: () => greyValues(dataset, frame, index),
  };
}

/** A window that is asked for by numbers is applied with the function of the file's own, by default LINEAR. */
function askedWindow(
  dataset: Dataset,
  index: number,
  { windowCenter: center, windowWidth: width }: WindowOptions,
): VoiWindow | undefined {
  if (center === undefined || width === undefined) return undefined;
  const kind = frameWindows(dataset, index).find((window) => window)?.function ?? 'LINEAR';
  // LINEAR has no meaning below 1 (PS3.3 C.11.2.1.2.1); values of computed maps may need such windows.
  return { center, width, function: kind === 'LINEAR' && width < 1 ? 'LINEAR_EXACT' : kind };
}

function greyValues(dataset: Dataset, frame: Frame, index: number): GreyValues {
  if (isColour(frame)) {
    throw new EventEyeError(
      'DICOM_PIXEL_FORMAT_UNSUPPORTED',
      'A colour image has no modality values. Ask for it with bits: 8.',
    );
  }
  return {
    levels: storedLevelsOf(dataset, frame, index),
    get grey() {
      return modalityValues(dataset, frame, index);
    },
  };
}
