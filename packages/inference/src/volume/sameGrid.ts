import type { SliceGeometry } from './readVolumeSlice.js';
import { dot } from './vectors.js';

/** Directions whose cosine is above this are the same: about a quarter of a degree. */
const sameDirection = 0.99999;
/** Relative difference of spacings written in decimal. */
const sameSpacing = 1e-3;

/**
 * Why two slices do not share one grid of pixels, in words for a message; `undefined` when they do. Their positions are
 * another matter.
 */
export function gridDifference(a: SliceGeometry, b: SliceGeometry): string | undefined {
  if (a.width !== b.width || a.height !== b.height) return 'size';
  if (
    dot(a.plane.rowDirection, b.plane.rowDirection) < sameDirection ||
    dot(a.plane.columnDirection, b.plane.columnDirection) < sameDirection
  )
    return 'orientation';
  const differs = (one: number, other: number) => Math.abs(one - other) > sameSpacing * one;
  if (
    differs(a.plane.rowSpacingMm, b.plane.rowSpacingMm) ||
    differs(a.plane.columnSpacingMm, b.plane.columnSpacingMm)
  )
    return 'pixel spacing';
  if (a.frameOfReferenceUid !== b.frameOfReferenceUid) return 'frame of reference';
  return undefined;
}
