import type { Dataset } from '../dataset/dataset.js';
import type { Frame } from '../pixels/readFrame.js';
import { modalityTransform } from './modalityTransform.js';
import { pixelPadding } from './pixelPadding.js';
import type { StoredLevels } from './storedLevels.js';

/**
 * The stored samples of a grey frame with the line to modality units, for `windowLevels`.
 *
 * @param index of the frame, 0-based.
 * @returns `undefined` where there are more levels than a table should hold, a table in place of a line, or a line that
 * leads nowhere.
 * @throws EventEyeError DICOM_INVALID for a broken table or functional groups.
 */
export function storedLevelsOf(dataset: Dataset, frame: Frame, index = 0): StoredLevels | undefined {
  const { values, signed } = frame;
  const transform = modalityTransform(dataset, index, signed);
  if (transform.kind === 'LUT' || values.BYTES_PER_ELEMENT > 2) return undefined;
  const { slope, intercept } = transform;
  // Beyond this, single precision overflows to values that percentiles leave out.
  if (!(65_536 * Math.abs(slope) + Math.abs(intercept) < 1e38)) return undefined;
  const padding = pixelPadding(dataset, frame);
  return {
    values: values as StoredLevels['values'],
    slope,
    intercept,
    ...(padding ? { padding } : {}),
  };
}
