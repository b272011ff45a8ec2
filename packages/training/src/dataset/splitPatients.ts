import type { Part } from './preparedIndex.js';

/** A patient of a cohort with the class of all their slices. */
export interface LabelledPatient {
  patient: string;
  label: string;
}

/** Of each twenty patients of a class, 14 train, 3 validate and 3 test: 70/15/15. */
const cycle = 20;

/**
 * Splits a cohort by patient, each class by itself, so that every part is as balanced as the cohort is. Patients are taken
 * in the order of their names: the same cohort gives the same split.
 */
export function splitPatients(patients: readonly LabelledPatient[]): Map<string, Part> {
  const parts = new Map<string, Part>();
  const seen = new Map<string, number>();
  for (const { patient, label } of patients.toSorted((a, b) => (a.patient < b.patient ? -1 : 1))) {
    const position = seen.get(label) ?? 0;
    seen.set(label, position + 1);
    const place = position % cycle;
    parts.set(patient, place < 14 ? 'train' : place < 17 ? 'validation' : 'test');
  }
  return parts;
}
