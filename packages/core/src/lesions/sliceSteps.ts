import type { AnalysedSlice } from './analysedSlice.js';

type Placed = Pick<AnalysedSlice, 'index' | 'positionMm'>;

/**
 * The usual distance between neighbouring slices in mm: the median of the distances between different positions, so that
 * one missing slice does not change it. Null for fewer than two positions.
 */
export function sliceSpacing(slices: readonly Placed[]): number | null {
  const positions = [...new Set(slices.flatMap(({ positionMm }) => positionMm ?? []))].sort((a, b) => a - b);
  const steps = positions
    .slice(1)
    .map((position, i) => position - positions[i]!)
    .filter((step) => step > samePositionMm)
    .sort((a, b) => a - b);
  return steps[Math.floor((steps.length - 1) / 2)] ?? null;
}

/** Two slices closer than this lie at the same place: positions are written in decimal, with rounding. */
const samePositionMm = 0.01;

/**
 * How many steps of the stack lie between two slices. By position where both have one, so that a slice that is missing from
 * the series still counts as a gap; else by their place in slice order.
 */
export function stepsBetween(a: Placed, b: Placed, spacingMm: number | null): number {
  if (a.positionMm !== null && b.positionMm !== null && spacingMm !== null)
    return Math.round(Math.abs(a.positionMm - b.positionMm) / spacingMm);
  return Math.abs(a.index - b.index);
}
