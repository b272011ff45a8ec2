import type { Dataset } from '../dataset/dataset.js';
import { imagePlane } from '../geometry/imagePlane.js';

/**
 * Patient Orientation (PS3.3 C.7.6.1.1.1): where the rows and the columns of an image run to, the main direction first.
 *
 * @returns two values, or an empty text where the plane of the image is unknown, as type 2 allows.
 */
export function patientOrientation(source: Dataset): string | string[] {
  const plane = imagePlane(source);
  return plane ? [lettersOf(plane.rowDirection), lettersOf(plane.columnDirection)] : '';
}

function lettersOf(direction: readonly [number, number, number]): string {
  const letters = [
    ['L', 'R'],
    ['P', 'A'],
    ['H', 'F'],
  ] as const;
  return (
    direction
      .map((share, axis) => ({ size: Math.abs(share), letter: letters[axis]![share > 0 ? 0 : 1] }))
      // Cosine of 87 degrees: less is the rounding of a direction that is meant to be straight.
      .filter(({ size }) => size > 0.05)
      .sort((a, b) => b.size - a.size)
      .map(({ letter }) => letter)
      .join('')
  );
}
