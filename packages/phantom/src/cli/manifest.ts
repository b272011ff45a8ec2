import { clamp } from '../geometry.js';
import type { PhantomTruth, Phase } from '../index.js';

/** Columns of the manifest that `eventeye-train import` reads. */
export const manifestHeader = 'path,pre_path,patient,label,left,top,right,bottom,first_slice,last_slice';

/**
 * One row for each post-contrast phase of a phantom with a lesion: the series' folder, the class, the lesion's box in
 * pixels (far edges excluded) and the InstanceNumbers of the slices that show it.
 */
export function manifestRows(
  patient: string,
  { lesion, geometry }: PhantomTruth,
  phasesWritten: readonly Phase[],
): string[] {
  if (!lesion?.slices) return [];
  const { box, slices } = lesion;
  const pre = phasesWritten.includes('pre') ? `${patient}/pre` : '';
  return phasesWritten
    .filter((phase) => phase !== 'pre')
    .map((phase) =>
      [
        `${patient}/${phase}`,
        pre,
        patient,
        lesion.class,
        // A small field of view may cut the lesion.
        clamp(box.columnFrom, 0, geometry.columns - 1),
        clamp(box.rowFrom, 0, geometry.rows - 1),
        clamp(box.columnTo + 1, 1, geometry.columns),
        clamp(box.rowTo + 1, 1, geometry.rows),
        slices.from + 1,
        slices.to + 1,
      ].join(','),
    );
}
