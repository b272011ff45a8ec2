import { EventEyeError } from '@eventeye/core';
import {
  type Dataset,
  fileWindow,
  frameColours,
  isColour,
  isInverse,
  luma,
  modalityValues,
  readDataset,
  readFrame,
  storedLevelsOf,
} from '@eventeye/dicom';
import type { ImageLimits } from '../types.js';
import type { DecodedImage } from './decodedImage.js';

/**
 * Decodes one frame of a DICOM instance.
 *
 * @throws EventEyeError the DICOM_* codes, FRAME_OUT_OF_RANGE, IMAGE_TOO_LARGE.
 */
export async function decodeDicom(
  bytes: Uint8Array,
  frame: number,
  limits: ImageLimits,
): Promise<DecodedImage> {
  const dataset = openDataset(bytes, limits);
  const pixels = await readFrame(dataset, frame);
  const { width, height, frameCount, photometricInterpretation: photometric } = pixels;
  const common = {
    kind: 'dicom',
    width,
    height,
    frameCount,
    frame,
    modality: dataset.string('x00080060'),
    bodyPart: dataset.string('x00180015'),
  } as const;
  if (isColour(pixels)) {
    const rgb = frameColours(dataset, pixels);
    return { ...common, grey: luma(rgb), invert: false, window: undefined, levels: undefined, rgb };
  }
  if (!photometric.startsWith('MONOCHROME')) {
    throw new EventEyeError(
      'DICOM_PIXEL_FORMAT_UNSUPPORTED',
      'The photometric interpretation of the image is not supported. Send grey or RGB images.',
    );
  }
  let values: Float32Array | undefined;
  return {
    ...common,
    levels: storedLevelsOf(dataset, pixels, frame),
    get grey() {
      values ??= modalityValues(dataset, pixels, frame);
      return values;
    },
    invert: isInverse(dataset, pixels),
    window: fileWindow(dataset, frame),
    rgb: undefined,
  };
}

/**
 * Reads the structure of an instance within the limits.
 *
 * @throws EventEyeError the DICOM_* codes, IMAGE_TOO_LARGE.
 */
export function openDataset(bytes: Uint8Array, { maxPixels, maxTotalSamples }: ImageLimits): Dataset {
  return readDataset(bytes, { maxPixels, maxTotalSamples });
}
