import type { Part } from './preparedIndex.js';

/** A patient of a cohort with the class of all their slices. */
export interface LabelledPatient {
  patient: string;
  label: string;
}

/** Shares of the parts; they sum to 1. */
export interface SplitShares {
  train: number;
  validation: number;
  test: number;
}

/** Of each twenty patients of a class, 14 train, 3 validate and 3 test. */
export const defaultShares: SplitShares = { train: 0.7, validation: 0.15, test: 0.15 };

/** Patients of a class are dealt in rounds of so many. */
const cycle = 20;

/**
 * Splits a cohort by patient, each class by itself, so that every part is as balanced as the cohort is. Patients are taken
 * in the order of their names: the same cohort gives the same split.
 *
 * @throws Error when a class has too few patients for one in each part.
 */
export function splitPatients(
  patients: readonly LabelledPatient[],
  shares: SplitShares = defaultShares,
): Map<string, Part> {
  const classes = new Map<string, string[]>();
  for (const { patient, label } of patients) classes.set(label, [...(classes.get(label) ?? []), patient]);
  const parts = new Map<string, Part>();
  for (const [label, own] of classes) {
    const sorted = own.toSorted((a, b) => (a < b ? -1 : 1));
    const whole = sorted.length - (sorted.length % cycle);
    for (const [i, patient] of sorted.entries()) {
      // The last, incomplete round is divided by itself, so that small classes reach every part.
      const [place, size] = i < whole ? [i % cycle, cycle] : [i - whole, sorted.length - whole];
      const share = (place + 0.5) / size;
      parts.set(
        patient,
        share < shares.train ? 'train' : share < shares.train + shares.validation ? 'validation' : 'test',
      );
    }
    const missing = (['train', 'validation', 'test'] as const).filter(
      (part) => shares[part] > 0 && !own.some((patient) => parts.get(patient) === part),
    );
    if (missing.length > 0) {
      throw new Error(
        `${label} has ${own.length} patients, too few for the ${missing.join(' and ')} part. Add patients of that class.`,
      );
    }
  }
  return parts;
}
