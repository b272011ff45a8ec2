import type { PatientVector } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import { frameAttributes } from './functionalGroup.js';

/** Where a frame lies in the patient; what the object does not say is `undefined`. Lengths are in mm. */
export interface FrameGeometry {
  /** Centre of the first pixel, Image Position (Patient). */
  position: PatientVector | undefined;
  /** Directions of a row (towards higher columns) and of a column, Image Orientation (Patient), as in the file. */
  orientation: { row: PatientVector; column: PatientVector } | undefined;
  /** Distance of the centres of neighbouring rows and of neighbouring columns. */
  pixelSpacing: { rowMm: number; columnMm: number } | undefined;
  sliceThicknessMm: number | undefined;
  /** Spacing Between Slices, where the file states it. */
  sliceSpacingMm: number | undefined;
  /** Distance along the slice's normal, PS3.3 C.7.6.2.1.1. */
  slicePositionMm: number | undefined;
  /** Frame Laterality, else Image Laterality, else Laterality. */
  laterality: 'LEFT' | 'RIGHT' | 'BOTH' | undefined;
}

/**
 * Reads position, orientation and spacing of a frame, from the functional groups of an enhanced object (PS3.3 C.7.6.16.2) or
 * the Image Plane module of a legacy one (C.7.6.2).
 *
 * @param frame 0-based.
 * @throws EventEyeError DICOM_INVALID, FRAME_OUT_OF_RANGE; see `functionalGroup`.
 */
export function frameGeometry(dataset: Dataset, frame = 0): FrameGeometry {
  const position = positionOf(dataset, frame);
  const orientation = orientationOf(dataset, frame);
  const { attributes: measures } = frameAttributes(dataset, frame, 'x00289110');
  const [rowMm, columnMm] = measures.decimals('x00280030');
  return {
    position,
    orientation,
    pixelSpacing: rowMm && columnMm && rowMm > 0 && columnMm > 0 ? { rowMm, columnMm } : undefined,
    sliceThicknessMm: positive(measures.decimal('x00180050')),
    sliceSpacingMm: positive(measures.decimal('x00180088')),
    slicePositionMm: position && orientation && alongNormal(position, orientation),
    laterality: lateralityOf(dataset, frame),
  };
}

function positionOf(dataset: Dataset, frame: number): PatientVector | undefined {
  const { attributes, isOfFrame } = frameAttributes(dataset, frame, 'x00209113');
  return isOfFrame ? vector(attributes.decimals('x00200032')) : undefined;
}

function orientationOf(dataset: Dataset, frame: number): FrameGeometry['orientation'] {
  const { attributes } = frameAttributes(dataset, frame, 'x00209116');
  const cosines = attributes.decimals('x00200037');
  const row = vector(cosines.slice(0, 3));
  const column = vector(cosines.slice(3));
  return row && column && { row, column };
}

function alongNormal(
  position: PatientVector,
  { row, column }: NonNullable<FrameGeometry['orientation']>,
): number | undefined {
  const normal = [
    row[1] * column[2] - row[2] * column[1],
    row[2] * column[0] - row[0] * column[2],
    row[0] * column[1] - row[1] * column[0],
  ];
  const length = Math.hypot(...normal);
  if (!(length > 0.5)) return undefined;
  return normal.reduce((sum, component, axis) => sum + (component / length) * position[axis]!, 0);
}

function lateralityOf(dataset: Dataset, frame: number): FrameGeometry['laterality'] {
  const { attributes: anatomy } = frameAttributes(dataset, frame, 'x00209071');
  const side =
    anatomy.string('x00209072') ?? dataset.string('x00200062') ?? dataset.string('x00200060') ?? '';
  return ({ L: 'LEFT', R: 'RIGHT', B: 'BOTH' } as const)[side];
}

const vector = (values: number[]) => (values.length === 3 ? (values as unknown as PatientVector) : undefined);
const positive = (value: number | undefined) => (value !== undefined && value > 0 ? value : undefined);
