import type { ViewerStack } from '../viewerTypes.js';
import type { Point } from './placement.js';

/** A line that somebody drew on a slice, in the slice's pixels. */
export interface Measurement {
  /** The same as long as it exists. */
  key: number;
  sliceIndex: number;
  from: Point;
  to: Point;
}

/** Length of a line within the slice, mm; undefined without a pixel spacing. */
export function lengthMm(
  { from, to }: Pick<Measurement, 'from' | 'to'>,
  spacing: ViewerStack['pixelSpacingMm'],
): number | undefined {
  return spacing
    ? Math.hypot((to.x - from.x) * spacing.columnMm, (to.y - from.y) * spacing.rowMm)
    : undefined;
}

const barLengthsMm = [1, 2, 5, 10, 20, 50, 100, 200];

/** The longest round length that takes at most `mostPixels` of the panel. */
export function scaleBar(pixelsPerMm: number, mostPixels: number): { mm: number; pixels: number } {
  const mm = barLengthsMm.findLast((length) => length * pixelsPerMm <= mostPixels) ?? barLengthsMm[0]!;
  return { mm, pixels: mm * pixelsPerMm };
}
