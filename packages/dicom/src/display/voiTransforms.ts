import type { Dataset } from '../dataset/dataset.js';
import { frameAttributes } from '../functionalGroups/functionalGroup.js';
import { type LookupTable, lutTags, readLookupTable } from './lookupTable.js';
import type { VoiWindow } from './window.js';

/** A window of the file with its Window Center & Width Explanation (0028,1055). */
export interface ExplainedWindow extends VoiWindow {
  explanation: string | undefined;
}

/** A table of the VOI LUT Sequence (0028,3010) with its LUT Explanation (0028,3003). */
export interface VoiTable {
  table: LookupTable;
  explanation: string | undefined;
}

/**
 * The windows a frame offers, as alternatives and in the file's order (PS3.3 C.11.2.1.2): those of its Frame VOI LUT
 * (C.7.6.16.2.10), else those of the object. One that its function does not allow is `undefined` and keeps its place.
 *
 * @param frame 0-based.
 * @throws EventEyeError DICOM_INVALID for broken functional groups.
 */
export function frameWindows(dataset: Dataset, frame = 0): (ExplainedWindow | undefined)[] {
  const { attributes } = frameAttributes(dataset, frame, 'x00289132');
  const centers = attributes.strings('x00281050').map(numberOf);
  const widths = attributes.strings('x00281051').map(numberOf);
  const explanations = (attributes.text('x00281055') ?? '').split('\\');
  const name = attributes.string('x00281056');
  const kind = name === 'LINEAR_EXACT' || name === 'SIGMOID' ? name : 'LINEAR';
  return centers.slice(0, Math.min(widths.length, maxWindows)).map((center, i) => {
    const width = widths[i]!;
    const isAllowed = kind === 'LINEAR' ? width >= 1 : width > 0;
    if (!Number.isFinite(center) || !Number.isFinite(width) || !isAllowed) return undefined;
    return { center, width, function: kind, explanation: explanations[i]?.trim() || undefined };
  });
}

/**
 * The tables of the VOI LUT Sequence, as alternatives and in the file's order.
 *
 * @param signedInput whether modality values can be negative, which decides on the first value mapped.
 * @throws EventEyeError DICOM_INVALID for a broken table.
 */
export function voiTables(dataset: Dataset, signedInput: boolean): VoiTable[] {
  return dataset
    .items('x00283010')
    .slice(0, maxTables)
    .flatMap((item) => {
      const table = readLookupTable(item, lutTags, signedInput);
      return table ? [{ table, explanation: item.text('x00283003') }] : [];
    });
}

/** More alternatives than anyone chooses from. */
const maxWindows = 256;
const maxTables = 16;

const numberOf = (text: string) => (text === '' ? Number.NaN : Number(text));
