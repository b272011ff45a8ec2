import type { ViewerSlice } from '../viewerTypes.js';
import { dot, normalOf } from './vectors.js';

/** Farther apart than this, two slices do not show the same place: as the server's subtraction has it. */
const toleranceMm = 0.1;

/**
 * For each slice the index of the slice of another phase at its place; undefined where there is none. By position and
 * direction in the patient, never by index: phases may cover different stretches.
 */
export function pairSlices(
  slices: readonly ViewerSlice[],
  others: readonly ViewerSlice[],
): (number | undefined)[] {
  return slices.map(({ plane }, index) => {
    if (!plane) return undefined;
    const fits = ({ plane: other }: ViewerSlice) =>
      other &&
      plane.position.every((at, axis) => Math.abs(at - other.position[axis]!) <= toleranceMm) &&
      dot(plane.rowDirection, other.rowDirection) > 0.9999 &&
      dot(normalOf(plane), normalOf(other)) > 0.9999;
    const same = others[index];
    // Nearly always the same index: then 160 slices take 160 comparisons.
    if (same && fits(same)) return index;
    const found = others.findIndex(fits);
    return found < 0 ? undefined : found;
  });
}
