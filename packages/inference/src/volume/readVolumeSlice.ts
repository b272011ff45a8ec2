import { EventEyeError, type ImagePlane } from '@eventeye/core';
import { imagePlane } from '@eventeye/dicom';
import { openDataset } from '../decode/decodeDicom.js';
import { decodeImage } from '../decode/decodeImage.js';
import { checkDimensions, defaultImageLimits } from '../decode/limits.js';
import type { ImageLimits } from '../types.js';
import { maxVolumeSliceBytes, maxVolumeSlicePixels } from './volumeTypes.js';

/** What has to be the same for slices that are computed with one another. */
export interface SliceGeometry {
  width: number;
  height: number;
  plane: ImagePlane;
  /** Frame of Reference UID (0020,0052): positions of different ones can not be compared. */
  frameOfReferenceUid: string | undefined;
}

/** A decoded slice that knows its place. */
export interface VoxelSlice extends SliceGeometry {
  /** `height * width` modality units. */
  values: Float32Array;
}

/**
 * Decodes a single-frame grey DICOM image with its place in the patient.
 *
 * @throws EventEyeError VOLUME_GEOMETRY_INVALID where it has no place, IMAGE_TOO_LARGE, DICOM_PIXEL_FORMAT_UNSUPPORTED,
 * and the codes of `decodeImage`.
 */
export async function readVolumeSlice(
  bytes: Uint8Array,
  limits: Partial<ImageLimits> = {},
): Promise<VoxelSlice> {
  const allowed = { ...defaultImageLimits, ...limits };
  allowed.maxBytes = Math.min(allowed.maxBytes, maxVolumeSliceBytes);
  allowed.maxPixels = Math.min(allowed.maxPixels, maxVolumeSlicePixels);
  const image = await decodeImage(bytes, { limits: allowed });
  const { kind, width, height, frameCount, rgb, invert } = image;
  checkDimensions(width, height, 1, 1, allowed);
  if (kind !== 'dicom' || frameCount !== 1) {
    throw new EventEyeError(
      'VOLUME_GEOMETRY_INVALID',
      'A volume is made of DICOM images of one frame each. Ask for a series of such images.',
    );
  }
  if (rgb || invert) {
    throw new EventEyeError(
      'DICOM_PIXEL_FORMAT_UNSUPPORTED',
      'A volume is made of grey images whose lowest value is black. Ask for the series as the scanner made it.',
    );
  }
  const dataset = openDataset(bytes, allowed);
  const plane = imagePlane(dataset);
  if (!plane) {
    throw new EventEyeError(
      'VOLUME_GEOMETRY_INVALID',
      'A slice says nothing of its position, orientation or pixel spacing. Export the series with its Image Plane attributes.',
    );
  }
  return {
    width,
    height,
    plane,
    frameOfReferenceUid: dataset.string('x00200052'),
    values: image.grey,
  };
}
