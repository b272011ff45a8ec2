import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import type { Frame } from '../pixels/readFrame.js';

/**
 * Samples in the units of the modality: Rescale Slope (0028,1053) and Intercept (0028,1052) applied, PS3.3 C.11.1.
 *
 * @returns `height * width` values.
 * @throws EventEyeError DICOM_PIXEL_FORMAT_UNSUPPORTED for colour frames, which have no modality values.
 */
export function modalityValues(dataset: Dataset, frame: Frame): Float32Array {
  if (frame.samplesPerPixel !== 1) {
    throw new EventEyeError(
      'DICOM_PIXEL_FORMAT_UNSUPPORTED',
      'A colour image has no modality values. Send grey MR images.',
    );
  }
  const slope = dataset.decimal('x00281053') ?? 1;
  const intercept = dataset.decimal('x00281052') ?? 0;
  const out = new Float32Array(frame.values.length);
  for (let i = 0; i < out.length; i++) out[i] = frame.values[i]! * slope + intercept;
  return out;
}
