import type { ReportInput } from '../report/reportInput.js';
import { bootstrap } from './bootstrap.js';
import { poolPatients, toCases } from './cases.js';
import type { JudgedSlice } from './judgeSlices.js';
import type { Calibration, Labels } from './probabilities.js';

/** Figures by vendor and by size of the lesion, where the index knows them. */
export function breakDown(
  slices: readonly JudgedSlice[],
  labels: Labels,
  calibration: Calibration,
  seed: number,
): ReportInput['breakdowns'] {
  const sizes = [
    ['up to 10 mm', 0, 10],
    ['10 to 20 mm', 10, 20],
    ['20 to 50 mm', 20, 50],
    ['over 50 mm', 50, Number.POSITIVE_INFINITY],
  ] as const;
  const vendors = [...new Set(slices.map(({ vendor }) => vendor))].filter(Boolean).sort();
  const row = (value: string, own: readonly JudgedSlice[]) => {
    const cases = toCases(poolPatients(own), labels, calibration);
    const both = cases.some((one) => one.malignant) && cases.some((one) => !one.malignant);
    return {
      value,
      patients: new Set(own.map(({ patient }) => patient)).size,
      slices: own.length,
      auc: both ? bootstrap(cases, { seed, draws: 1000 }).auc : undefined,
    };
  };
  return [
    {
      name: 'Vendor and model',
      rows: vendors.map((vendor) =>
        row(
          vendor,
          slices.filter((one) => one.vendor === vendor),
        ),
      ),
    },
    {
      name: 'Longest side of the lesion',
      rows: sizes
        .map(([value, from, to]) =>
          row(
            value,
            slices.filter(({ lesionMm = -1 }) => lesionMm > from && lesionMm <= to),
          ),
        )
        .filter((group) => group.slices > 0),
    },
  ].filter(({ rows }) => rows.length > 0);
}
