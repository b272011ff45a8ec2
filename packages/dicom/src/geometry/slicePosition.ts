import type { Dataset } from '../dataset/dataset.js';

/**
 * Position of a slice along its normal in mm: Image Position (Patient) projected on the cross product of the row and
 * column directions of Image Orientation (Patient), PS3.3 C.7.6.2.1.1. Slices of a series sort by it, whatever their
 * file names and instance numbers say.
 *
 * @returns `undefined` where position or orientation is absent or no direction.
 */
export function slicePosition(dataset: Dataset): number | undefined {
  const position = dataset.decimals('x00200032');
  const orientation = dataset.decimals('x00200037');
  if (position.length !== 3 || orientation.length !== 6) return undefined;
  const [rx, ry, rz, cx, cy, cz] = orientation as [number, number, number, number, number, number];
  const normal = [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
  const length = Math.hypot(...normal);
  if (!(length > 0.5)) return undefined;
  return normal.reduce((sum, component, axis) => sum + (component / length) * position[axis]!, 0);
}
