import type { SliceGeometry } from './sliceGeometry.js';

/** Which breast or breasts. */
export type Sides = 'LEFT' | 'RIGHT' | 'BOTH';

/** Of the extent in x, how much must lie on one side for the slices to show that side alone. */
const oneSided = 0.8;

/**
 * Which side slices show: by the laterality their headers name, else by where they lie. Patient coordinates belong to the
 * patient and not to the table (PS3.3 C.7.6.2.1.1): x grows to the patient's left, prone or supine, head or feet first.
 *
 * @returns `undefined` where neither is known.
 */
export function sidesOf(slices: readonly SliceGeometry[]): Sides | undefined {
  const named = new Set(slices.map(({ laterality }) => laterality));
  if (slices.length > 0 && !named.has(undefined)) {
    const [only] = named;
    return named.size === 1 ? only : 'BOTH';
  }
  const extents = slices.flatMap((slice) => extentInX(slice) ?? []);
  if (extents.length === 0) return undefined;
  const from = Math.min(...extents);
  const to = Math.max(...extents);
  // A single sagittal slice has no extent in x, only a place.
  const left = to === from ? Number(to > 0) : Math.max(0, to - Math.max(0, from)) / (to - from);
  return left >= oneSided ? 'LEFT' : left <= 1 - oneSided ? 'RIGHT' : 'BOTH';
}

/**
 * The patient's side towards which columns grow: LEFT in the usual axial view of a supine patient, RIGHT where a prone
 * patient was not turned over for display. `undefined` for sagittal slices and unknown directions.
 */
export function sideOfLastColumn({ orientation }: SliceGeometry): 'LEFT' | 'RIGHT' | undefined {
  const x = orientation?.row[0] ?? 0;
  return x > 0.5 ? 'LEFT' : x < -0.5 ? 'RIGHT' : undefined;
}

/** Patient Position (0018,5100) as a claim; `undefined` where it is absent or says neither. */
export function isProne({ patientPosition }: SliceGeometry): boolean | undefined {
  return patientPosition?.endsWith('P') ? true : patientPosition?.endsWith('S') ? false : undefined;
}

function extentInX(slice: SliceGeometry): number[] | undefined {
  const { position, orientation, pixelSpacing, rows, columns } = slice;
  if (!position || !orientation || !pixelSpacing || !rows || !columns) return undefined;
  const across = orientation.row[0] * pixelSpacing.columnMm * (columns - 1);
  const down = orientation.column[0] * pixelSpacing.rowMm * (rows - 1);
  return [0, across, down, across + down].map((offset) => position[0] + offset);
}
