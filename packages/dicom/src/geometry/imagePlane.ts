import type { ImagePlane, PatientVector } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';

/**
 * Where a single-frame image lies in the patient: Image Plane module (PS3.3 C.7.6.2), with the laterality the header names.
 *
 * @returns `undefined` where position, orientation or pixel spacing is absent, or the directions are no right angle.
 */
export function imagePlane(dataset: Dataset): ImagePlane | undefined {
  const position = dataset.decimals('x00200032');
  const orientation = dataset.decimals('x00200037');
  const [rowSpacingMm, columnSpacingMm] = dataset.decimals('x00280030');
  if (position.length !== 3 || orientation.length !== 6) return undefined;
  if (!rowSpacingMm || !columnSpacingMm || rowSpacingMm < 0 || columnSpacingMm < 0) return undefined;
  const row = unit(orientation.slice(0, 3));
  const column = unit(orientation.slice(3));
  if (!row || !column) return undefined;
  const cosine = row[0] * column[0] + row[1] * column[1] + row[2] * column[2];
  if (Math.abs(cosine) > 0.01) return undefined;
  return {
    position: position as unknown as PatientVector,
    rowDirection: row,
    columnDirection: column,
    rowSpacingMm,
    columnSpacingMm,
    laterality: lateralityOf(dataset),
  };
}

/** A direction of length 1; `undefined` for one that is far from it. */
function unit(direction: number[]): PatientVector | undefined {
  const length = Math.hypot(...direction);
  if (!(length > 0.5)) return undefined;
  return direction.map((component) => component / length) as unknown as PatientVector;
}

/** Image Laterality (0020,0062), else Laterality (0020,0060); `B`, both, names no side. */
function lateralityOf(dataset: Dataset): ImagePlane['laterality'] {
  const side = dataset.string('x00200062') ?? dataset.string('x00200060');
  return side === 'L' ? 'LEFT' : side === 'R' ? 'RIGHT' : null;
}
