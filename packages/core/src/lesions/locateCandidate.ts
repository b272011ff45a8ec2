import type { LesionCandidate } from './lesionCandidate.js';

/** A point or direction in the patient's coordinates (PS3.3 C.7.6.2.1.1): x to the left, y to the back, z to the head. */
export type PatientVector = readonly [x: number, y: number, z: number];

/** Where a slice lies in the patient: the Image Plane module (PS3.3 C.7.6.2) and its laterality. */
export interface ImagePlane {
  /** Image Position (Patient): centre of the first pixel, mm. */
  position: PatientVector;
  /** Direction in which the columns are counted, a unit vector. */
  rowDirection: PatientVector;
  /** Direction in which the rows are counted, a unit vector. */
  columnDirection: PatientVector;
  /** Distance of neighbouring rows, mm: the first value of Pixel Spacing. */
  rowSpacingMm: number;
  /** Distance of neighbouring columns, mm: the second value of Pixel Spacing. */
  columnSpacingMm: number;
  /** Image Laterality (0020,0062), else Laterality (0020,0060); null for both breasts and where it is absent. */
  laterality: 'LEFT' | 'RIGHT' | null;
}

/** A candidate in the patient. */
export interface CandidateLocation {
  /** Size of its box along the rows and columns of the image, in mm. That of the attention, not of a lesion. */
  extentAlongRowsMm: number;
  extentAlongColumnsMm: number;
  /** Middle of its box and of its stretch along the normal, in patient coordinates, mm. */
  centreMm: PatientVector;
  /** Breast; null near the patient's mid-plane, where the coordinates do not tell. */
  side: 'LEFT' | 'RIGHT' | null;
}

/** A side is told by coordinates only this far from the origin: patients do not lie exactly in the scanner's middle. */
const midPlaneMm = 10;

/**
 * Places a candidate in the patient, by the plane of its key slice. The slices of a series are parallel, so the middle along
 * the normal is reached from there.
 *
 * The side is that of the laterality attribute; without one it is the sign of x, for the patient's left has positive x, and
 * the patient lies near the middle of the scanner.
 */
export function locateCandidate(
  { box, middlePositionMm }: Pick<LesionCandidate, 'box' | 'middlePositionMm'>,
  plane: ImagePlane,
): CandidateLocation {
  const { position, rowDirection, columnDirection, rowSpacingMm, columnSpacingMm, laterality } = plane;
  const normal = cross(rowDirection, columnDirection);
  // The position is that of the centre of the first pixel, the box is counted from its corner.
  const right = (box.x + box.width / 2 - 0.5) * columnSpacingMm;
  const down = (box.y + box.height / 2 - 0.5) * rowSpacingMm;
  const along = middlePositionMm === null ? 0 : middlePositionMm - dot(position, normal);
  const centre = (axis: 0 | 1 | 2) =>
    position[axis] + right * rowDirection[axis] + down * columnDirection[axis] + along * normal[axis];
  const centreMm = [centre(0), centre(1), centre(2)] as const;
  return {
    extentAlongRowsMm: box.width * columnSpacingMm,
    extentAlongColumnsMm: box.height * rowSpacingMm,
    centreMm,
    side: laterality ?? (Math.abs(centreMm[0]) < midPlaneMm ? null : centreMm[0] > 0 ? 'LEFT' : 'RIGHT'),
  };
}

const dot = (a: PatientVector, b: PatientVector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a: PatientVector, b: PatientVector): PatientVector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
