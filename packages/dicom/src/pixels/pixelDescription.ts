import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';

/** The Image Pixel module (PS3.3 C.7.6.3) of an instance, checked and within limits. */
export interface PixelDescription {
  width: number;
  height: number;
  frameCount: number;
  samplesPerPixel: number;
  photometricInterpretation: string;
  /** 0: samples of a pixel lie together, 1: a plane for each colour. */
  planarConfiguration: 0 | 1;
  bitsAllocated: 1 | 8 | 16 | 32;
  bitsStored: number;
  highBit: number;
  signed: boolean;
}

/**
 * Reads and checks what the pixel data is said to be, before memory is taken for it.
 *
 * @throws EventEyeError DICOM_NO_PIXEL_DATA for an object that is no image, DICOM_PIXEL_FORMAT_UNSUPPORTED,
 * DICOM_INVALID where the attributes contradict each other, IMAGE_TOO_LARGE beyond the limits.
 */
export function describePixels(dataset: Dataset): PixelDescription {
  const has = (tag: string) => dataset.parsed.elements[tag] !== undefined;
  if (has('x7fe00008') || has('x7fe00009')) {
    throw unsupported(
      'Floating-point pixel data is not supported. Send the stored MR images instead of a parametric map.',
    );
  }
  if (!has('x7fe00010')) {
    throw new EventEyeError(
      'DICOM_NO_PIXEL_DATA',
      'The DICOM object holds no image. Send MR images, not reports, plans or structure sets.',
    );
  }
  const height = dataset.uint16('x00280010') ?? 0;
  const width = dataset.uint16('x00280011') ?? 0;
  if (width === 0 || height === 0) throw contradiction('Rows or Columns is missing or zero');
  const frameCount = dataset.decimal('x00280008') ?? 1;
  if (!Number.isInteger(frameCount) || frameCount < 1)
    throw contradiction('Number of Frames is not a positive integer');
  const samplesPerPixel = dataset.uint16('x00280002') ?? 1;
  if (samplesPerPixel !== 1 && samplesPerPixel !== 3)
    throw unsupported(
      `Samples per Pixel ${samplesPerPixel} is not supported. Send grey or three-colour images.`,
    );
  const { maxPixels, maxTotalSamples } = dataset.limits;
  if (width * height > maxPixels || width * height * samplesPerPixel * frameCount > maxTotalSamples) {
    throw new EventEyeError(
      'IMAGE_TOO_LARGE',
      `The image of ${width} x ${height} pixels and ${frameCount} frames is beyond the limit. Send it in smaller parts.`,
    );
  }
  const bitsAllocated = dataset.uint16('x00280100') ?? 16;
  if (bitsAllocated !== 1 && bitsAllocated !== 8 && bitsAllocated !== 16 && bitsAllocated !== 32) {
    throw unsupported(
      `Bits Allocated ${bitsAllocated} is not supported. Send samples of 1, 8, 16 or 32 bits.`,
    );
  }
  const bitsStored = dataset.uint16('x00280101') ?? bitsAllocated;
  const highBit = dataset.uint16('x00280102') ?? bitsStored - 1;
  if (bitsStored < 1 || bitsStored > bitsAllocated || highBit < bitsStored - 1 || highBit >= bitsAllocated) {
    throw contradiction('Bits Stored, High Bit and Bits Allocated do not agree');
  }
  return {
    width,
    height,
    frameCount,
    samplesPerPixel,
    photometricInterpretation: dataset.string('x00280004') ?? (samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB'),
    planarConfiguration: samplesPerPixel > 1 && dataset.uint16('x00280006') === 1 ? 1 : 0,
    bitsAllocated,
    bitsStored,
    highBit,
    signed: dataset.uint16('x00280103') === 1,
  };
}

const unsupported = (message: string) => new EventEyeError('DICOM_PIXEL_FORMAT_UNSUPPORTED', message);

const contradiction = (what: string) =>
  new EventEyeError('DICOM_INVALID', `The DICOM header contradicts itself: ${what}. Export the image again.`);
