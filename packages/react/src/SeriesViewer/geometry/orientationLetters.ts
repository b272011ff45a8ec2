import type { PatientVector, SlicePlane, ViewerPlane } from '../viewerTypes.js';

/** What of the patient lies at each edge of a picture: R, L, A, P, H, F, or two of them for an oblique slice. */
export interface EdgeLetters {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

/** Letters of a slice, by its direction cosines (PS3.3 C.7.6.1.1.1, Patient Orientation). */
export function orientationLetters({ rowDirection, columnDirection }: Directions): EdgeLetters {
  return {
    left: lettersOf(opposite(rowDirection)),
    right: lettersOf(rowDirection),
    top: lettersOf(opposite(columnDirection)),
    bottom: lettersOf(columnDirection),
  };
}

type Directions = Pick<SlicePlane, 'rowDirection' | 'columnDirection'>;

/** The radiological convention, by which the server draws projections. */
export const projectionDirections: Record<ViewerPlane, Directions> = {
  AXIAL: { rowDirection: [1, 0, 0], columnDirection: [0, 1, 0] },
  CORONAL: { rowDirection: [1, 0, 0], columnDirection: [0, 0, -1] },
  SAGITTAL: { rowDirection: [0, 1, 0], columnDirection: [0, 0, -1] },
};

const names = [
  ['L', 'R'],
  ['P', 'A'],
  ['H', 'F'],
] as const;
/** Less than 15 degrees towards another axis is not said: the sine of that. */
const leastShare = 0.26;

function lettersOf(direction: PatientVector): string {
  return ([0, 1, 2] as const)
    .map((axis) => ({ letter: names[axis][direction[axis] > 0 ? 0 : 1], share: Math.abs(direction[axis]) }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share)
    .map(({ letter }) => letter)
    .join('');
}

function opposite([x, y, z]: PatientVector): PatientVector {
  return [-x, -y, -z];
}
