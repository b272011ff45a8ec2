import type { PatientVector, SlicePlane } from '../viewerTypes.js';

/** Product of lengths where two directions agree. */
export function dot(a: PatientVector, b: PatientVector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Direction along which slices are stacked, a unit vector. */
export function normalOf({
  rowDirection: a,
  columnDirection: b,
}: Pick<SlicePlane, 'rowDirection' | 'columnDirection'>): PatientVector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Where a slice lies along its normal, mm. */
export function positionAlongNormalMm(plane: SlicePlane): number {
  return dot(plane.position, normalOf(plane));
}
