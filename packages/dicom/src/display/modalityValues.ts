import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import type { Frame } from '../pixels/readFrame.js';
import { lookUp } from './lookupTable.js';
import { modalityTransform } from './modalityTransform.js';
import { pixelPadding } from './pixelPadding.js';

/**
 * Samples in the units of the modality, PS3.3 C.11.1: by the Modality LUT Sequence, else by slope and intercept. Pixel
 * padding is NaN: nothing was measured there, so it counts in no statistics and is shown as background.
 *
 * @param index of the frame, 0-based; frames of enhanced objects have each their own line.
 * @returns `height * width` values.
 * @throws EventEyeError DICOM_PIXEL_FORMAT_UNSUPPORTED for colour frames, which have no modality values; DICOM_INVALID for a
 * broken table or functional groups.
 */
export function modalityValues(dataset: Dataset, frame: Frame, index = 0): Float32Array {
  if (frame.samplesPerPixel !== 1 || frame.photometricInterpretation === 'PALETTE COLOR') {
    throw new EventEyeError(
      'DICOM_PIXEL_FORMAT_UNSUPPORTED',
      'A colour image has no modality values. Send grey MR images.',
    );
  }
  const { values } = frame;
  const transform = modalityTransform(dataset, index, frame.signed);
  const out = new Float32Array(values.length);
  if (transform.kind === 'LUT') {
    for (let i = 0; i < out.length; i++) out[i] = lookUp(transform.table, values[i]!);
  } else {
    const { slope, intercept } = transform;
    for (let i = 0; i < out.length; i++) out[i] = values[i]! * slope + intercept;
  }
  const padding = pixelPadding(dataset, frame);
  if (!padding) return out;
  const { low, high } = padding;
  for (let i = 0; i < out.length; i++) if (values[i]! >= low && values[i]! <= high) out[i] = Number.NaN;
  return out;
}
