import { EventEyeError, type ImagePlane } from '@eventeye/core';
import type { ImageLimits } from '../types.js';
import { projectionAxis } from './projectionAxis.js';
import { readVolumeSlice, type SliceGeometry, type VoxelSlice } from './readVolumeSlice.js';
import { gridDifference } from './sameGrid.js';
import { subtractSlices } from './subtractSlices.js';
import { cross, dot, minus } from './vectors.js';
import type { ProjectionPlane, VolumeSlice } from './volumeTypes.js';

/** Some neighbouring slices of a volume, to be added to the projection of those before. */
export interface ProjectionStep {
  slices: VolumeSlice[];
  plane: ProjectionPlane;
  /** Of the first slice of the volume; `undefined` with the first step. */
  reference: SliceGeometry | undefined;
  /** The maximum so far, where slices are projected onto each other. */
  maximum: Float32Array | undefined;
}

/** What a step found. */
export interface ProjectedStep {
  reference: SliceGeometry;
  /** Of each slice along the normal, mm. */
  positionsMm: number[];
  /** The maximum of all slices so far, else one line of each slice of this step. */
  pixels: Float32Array;
  /** Whether `pixels` is that maximum. */
  isMaximum: boolean;
}

/**
 * Decodes slices one by one and keeps of each what the projection needs, so that no volume is ever in memory.
 *
 * @param onSlice called before each slice; throws to stop.
 * @throws EventEyeError VOLUME_GEOMETRY_INVALID when a slice does not belong to the volume of the first, and the codes of
 * `readVolumeSlice` and `subtractSlices`.
 */
export async function projectSlices(
  step: ProjectionStep,
  limits: Partial<ImageLimits> = {},
  onSlice: () => void = () => {},
): Promise<ProjectedStep> {
  let { reference, maximum } = step;
  const positionsMm: number[] = [];
  const lines: Float32Array[] = [];
  for (const slice of step.slices) {
    onSlice();
    const voxels = await readVolumeSlice(slice.bytes, limits);
    const values = slice.base
      ? subtractSlices(voxels, await readVolumeSlice(slice.base, limits))
      : voxels.values;
    reference ??= geometryOf(voxels);
    checkBelongs(voxels, reference);
    const axis = projectionAxis(reference.plane, step.plane);
    positionsMm.push(alongNormal(voxels.plane));
    if (axis === 'normal') maximum = greater(maximum, values);
    else lines.push(lineOf(values, reference.width, reference.height, axis));
  }
  if (!reference)
    throw new EventEyeError('NOT_FOUND', 'The series holds no slices. Look the study up again.');
  return { reference, positionsMm, pixels: maximum ?? joined(lines), isMaximum: maximum !== undefined };
}

const geometryOf = ({ width, height, plane, frameOfReferenceUid }: VoxelSlice): SliceGeometry => ({
  width,
  height,
  plane,
  frameOfReferenceUid,
});

const normalOf = ({ rowDirection, columnDirection }: ImagePlane) => cross(rowDirection, columnDirection);

const alongNormal = (plane: ImagePlane) => dot(plane.position, normalOf(plane));

/** Same grid, and straight above the first slice: a sheared stack is no box of voxels. */
function checkBelongs(voxels: VoxelSlice, reference: SliceGeometry): void {
  const { rowDirection, columnDirection, columnSpacingMm, rowSpacingMm, position } = reference.plane;
  const offset = minus(voxels.plane.position, position);
  const sheared =
    Math.abs(dot(offset, rowDirection)) > columnSpacingMm / 2 ||
    Math.abs(dot(offset, columnDirection)) > rowSpacingMm / 2;
  const difference =
    gridDifference(voxels, reference) ?? (sheared ? 'the place of their corners' : undefined);
  if (difference) {
    throw new EventEyeError(
      'VOLUME_GEOMETRY_INVALID',
      `The slices of the series differ in ${difference}, so they form no volume. Ask for a series of one acquisition.`,
    );
  }
}

function greater(maximum: Float32Array | undefined, values: Float32Array): Float32Array {
  if (!maximum) return values.slice();
  // Pixel padding is no number, and gives way to any.
  for (let i = 0; i < maximum.length; i++)
    if (values[i]! > maximum[i]! || Number.isNaN(maximum[i]!)) maximum[i] = values[i]!;
  return maximum;
}

/** The greatest value of each row (projected along the rows) or of each column. */
function lineOf(values: Float32Array, width: number, height: number, axis: 'row' | 'column'): Float32Array {
  const line = new Float32Array(axis === 'row' ? height : width).fill(Number.NEGATIVE_INFINITY);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const at = axis === 'row' ? y : x;
      if (values[i]! > line[at]!) line[at] = values[i]!;
    }
  }
  return line;
}

/** One after the other in memory of their own. */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
