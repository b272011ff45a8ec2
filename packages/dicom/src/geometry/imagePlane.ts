import type { ImagePlane, PatientVector } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import { type FrameGeometry, frameGeometry } from '../functionalGroups/frameGeometry.js';

/**
 * Where a frame lies in the patient, whole or not at all: the Image Plane module (PS3.3 C.7.6.2) or the functional groups in
 * its place, with the laterality the header names.
 *
 * @param frame 0-based.
 * @returns `undefined` where position, orientation or pixel spacing is absent, or the directions are no right angle.
 * @throws EventEyeError the codes of `frameGeometry`.
 */
export function imagePlane(dataset: Dataset, frame = 0): ImagePlane | undefined {
  return planeOfGeometry(frameGeometry(dataset, frame));
}

/** The same from what was read before. */
export function planeOfGeometry({
  position,
  orientation,
  pixelSpacing,
  laterality,
}: Pick<FrameGeometry, 'position' | 'orientation' | 'pixelSpacing' | 'laterality'>): ImagePlane | undefined {
  const row = orientation && unit(orientation.row);
  const column = orientation && unit(orientation.column);
  if (!position || !row || !column || !pixelSpacing) return undefined;
  const cosine = row[0] * column[0] + row[1] * column[1] + row[2] * column[2];
  if (Math.abs(cosine) > 0.01) return undefined;
  return {
    position,
    rowDirection: row,
    columnDirection: column,
    rowSpacingMm: pixelSpacing.rowMm,
    columnSpacingMm: pixelSpacing.columnMm,
    laterality: laterality === 'LEFT' || laterality === 'RIGHT' ? laterality : null,
  };
}

/** A direction of length 1; `undefined` for one that is far from it. */
function unit(direction: PatientVector): PatientVector | undefined {
  const length = Math.hypot(...direction);
  if (!(length > 0.5)) return undefined;
  return direction.map((component) => component / length) as unknown as PatientVector;
}
