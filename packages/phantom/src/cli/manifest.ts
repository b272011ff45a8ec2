import type { Phase, PhantomTruth } from '../index.js';

/** Columns of the manifest that `eventeye-train import` reads. */
export const manifestHeader = 'path,pre_path,patient,label,left,top,right,bottom,first_slice,last_slice';

/**
 * One row for each post-contrast phase of a phantom with a lesion: the series' folder, the class, the lesion's box in
 * pixels (far edges excluded) and the InstanceNumbers of the slices that show it.
 */
export function manifestRows(
  patient: string,
  { lesion }: PhantomTruth,
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
        box.columnFrom,
        box.rowFrom,
        box.columnTo + 1,
        box.rowTo + 1,
        slices.from + 1,
        slices.to + 1,
      ].join(','),
    );
}
