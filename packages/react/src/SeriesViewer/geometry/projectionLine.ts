import type { SlicePlane, ViewerPlane } from '../viewerTypes.js';
import { projectionDirections } from './orientationLetters.js';
import { dot, normalOf } from './vectors.js';

/** Along which side of a projection slices are counted, and from which end. */
export interface ProjectionAxis {
  along: 'x' | 'y';
  /** The last slice is at 0. */
  isReversed: boolean;
}

/** How slices are cut by a projection; undefined where the projection looks along their normal. */
export function projectionAxis(plane: SlicePlane, projection: ViewerPlane): ProjectionAxis | undefined {
  const normal = normalOf(plane);
  const { rowDirection, columnDirection } = projectionDirections[projection];
  const x = dot(normal, rowDirection);
  const y = dot(normal, columnDirection);
  // The server projects stacks up to 30 degrees off an axis.
  if (Math.abs(x) > 0.85) return { along: 'x', isReversed: x < 0 };
  if (Math.abs(y) > 0.85) return { along: 'y', isReversed: y < 0 };
  return undefined;
}

/** Middle of a slice on the projection's side, as a share from 0 to 1. */
export function shareOfSlice({ isReversed }: ProjectionAxis, index: number, count: number): number {
  const share = (index + 0.5) / count;
  return isReversed ? 1 - share : share;
}

/** The slice at a share of the side. */
export function sliceAtShare({ isReversed }: ProjectionAxis, share: number, count: number): number {
  const at = Math.floor((isReversed ? 1 - share : share) * count);
  return Math.max(0, Math.min(count - 1, at));
}
