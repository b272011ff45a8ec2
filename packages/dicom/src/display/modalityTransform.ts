import type { Dataset } from '../dataset/dataset.js';
import { frameAttributes } from '../functionalGroups/functionalGroup.js';
import { type LookupTable, lutTags, readLookupTable } from './lookupTable.js';

/** From stored values to modality units: a table, or a line. */
export type ModalityTransform =
  | { kind: 'LUT'; table: LookupTable }
  | { kind: 'LINE'; slope: number; intercept: number };

/**
 * The Modality LUT of a frame (PS3.3 C.11.1): Modality LUT Sequence (0028,3000), else Rescale Slope and Intercept of the
 * frame's Pixel Value Transformation (C.7.6.16.2.9) or of the object.
 *
 * @param frame 0-based.
 * @throws EventEyeError DICOM_INVALID for a broken table or functional groups.
 */
export function modalityTransform(dataset: Dataset, frame: number, signed: boolean): ModalityTransform {
  const item = dataset.item('x00283000');
  const table = item && readLookupTable(item, lutTags, signed);
  if (table) return { kind: 'LUT', table };
  const { attributes } = frameAttributes(dataset, frame, 'x00289145');
  return {
    kind: 'LINE',
    slope: attributes.decimal('x00281053') ?? 1,
    intercept: attributes.decimal('x00281052') ?? 0,
  };
}
