import { EventEyeError, type ImagePlane, type PatientVector } from '@eventeye/core';
import { cross, dot } from './vectors.js';
import type { ProjectionPlane } from './volumeTypes.js';

/** The axis of a stack of slices along which it is projected: across its columns, across its rows, or across its slices. */
export type StackAxis = 'row' | 'column' | 'normal';

/** Patient axes: x to the left, y to the back, z to the head (PS3.3 C.7.6.2.1.1). */
const across: Record<ProjectionPlane, PatientVector> = {
  AXIAL: [0, 0, 1],
  SAGITTAL: [1, 0, 0],
  CORONAL: [0, 1, 0],
};

/** A stack turned further than 30 degrees from the patient's axes shows no plane of the patient. */
const leastCosine = Math.cos(Math.PI / 6);

/**
 * Which axis of the stack runs across a plane of the patient. The stack is projected along its own axis, the nearest, and
 * not resampled: in an oblique series the picture is as oblique as the series.
 *
 * @throws EventEyeError VOLUME_GEOMETRY_INVALID for a series turned by more than 30 degrees.
 */
export function projectionAxis(
  { rowDirection, columnDirection }: ImagePlane,
  plane: ProjectionPlane,
): StackAxis {
  const cosine = (direction: PatientVector) => Math.abs(dot(direction, across[plane]));
  const axes = [
    ['row', cosine(rowDirection)],
    ['column', cosine(columnDirection)],
    ['normal', cosine(cross(rowDirection, columnDirection))],
  ] as const;
  const [axis, most] = axes.reduce((best, one) => (one[1] > best[1] ? one : best));
  if (most < leastCosine) {
    throw new EventEyeError(
      'VOLUME_GEOMETRY_INVALID',
      'The series lies too obliquely in the patient for a projection in this plane. Ask for its single slices.',
    );
  }
  return axis;
}
