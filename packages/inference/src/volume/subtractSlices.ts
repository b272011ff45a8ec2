import { EventEyeError } from '@eventeye/core';
import type { VoxelSlice } from './readVolumeSlice.js';
import { gridDifference } from './sameGrid.js';
import { minus } from './vectors.js';

/** Corresponding slices of two passes lie at the same place but for the rounding of decimal strings. */
const samePlaceMm = 0.1;

/**
 * Post minus pre, pixel by pixel, in modality units. What lost signal comes out as 0: a subtraction shows uptake.
 * Registration is that of the scanner's coordinates; a patient who moved between the passes is not moved back.
 *
 * @returns `height * width` values from 0 on.
 * @throws EventEyeError COMPANION_IMAGE_MISMATCH when the two differ in size, orientation, spacing, frame of reference or
 * place, or name no frame of reference.
 */
export function subtractSlices(post: VoxelSlice, pre: VoxelSlice): Float32Array {
  const difference = gridDifference(post, pre) ?? placeDifference(post, pre);
  if (difference) {
    throw new EventEyeError(
      'COMPANION_IMAGE_MISMATCH',
      `The images after and before contrast differ in ${difference}, so they can not be subtracted. Choose series of one dynamic acquisition.`,
    );
  }
  const out = new Float32Array(post.values.length);
  for (let i = 0; i < out.length; i++) {
    const uptake = post.values[i]! - pre.values[i]!;
    // Also where a value is no number.
    out[i] = uptake > 0 ? uptake : 0;
  }
  return out;
}

function placeDifference(a: VoxelSlice, b: VoxelSlice): string | undefined {
  if (a.frameOfReferenceUid === undefined) return 'frame of reference, which both leave out';
  return Math.hypot(...minus(a.plane.position, b.plane.position)) > samePlaceMm ? 'position' : undefined;
}
