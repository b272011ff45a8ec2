import type { CohortSeries } from '../cohort/cohort.js';
import type { Part } from './preparedIndex.js';
import { type SplitShares, splitPatients } from './splitPatients.js';

/**
 * The part of every patient: the one the cohort names, or a split by patient, stratified by the labels a patient has.
 *
 * @throws Error when a label is unknown, a label has no patient, a patient is named for two parts, or only some series name
 *   a part.
 */
export function assignParts(
  series: readonly CohortSeries[],
  labels: readonly string[],
  shares: SplitShares,
): Map<string, Part> {
  for (const { label } of series) {
    if (!labels.includes(label))
      throw new Error(
        `The cohort has the label ${label}; expected one of ${labels.join(', ')}. Correct the list of images or the labels.`,
      );
  }
  const missing = labels.filter((label) => !series.some((one) => one.label === label));
  if (missing.length > 0)
    throw new Error(`The cohort has no image of ${missing.join(', ')}. Add patients of that class.`);
  const named = series.filter(({ part }) => part !== undefined);
  if (named.length > 0) return takeParts(series, named.length, labels);
  const own = new Map<string, Set<string>>();
  for (const { patient, label } of series) own.set(patient, (own.get(patient) ?? new Set()).add(label));
  // A patient with lesions of two classes counts for the one that fewer patients have.
  const patients = new Map<string, number>(labels.map((label) => [label, 0]));
  for (const mine of own.values()) for (const label of mine) patients.set(label, patients.get(label)! + 1);
  const rarest = (mine: Set<string>) =>
    [...mine].reduce((least, label) => (patients.get(label)! < patients.get(least)! ? label : least));
  return splitPatients(
    [...own].map(([patient, mine]) => ({ patient, label: rarest(mine) })),
    shares,
  );
}

function takeParts(
  series: readonly CohortSeries[],
  named: number,
  labels: readonly string[],
): Map<string, Part> {
  if (named < series.length)
    throw new Error(
      `${series.length - named} series name no part while others do. Name the part of all or of none.`,
    );
  const parts = new Map<string, Part>();
  let torn = 0;
  for (const { patient, part } of series) {
    const known = parts.get(patient);
    if (known !== undefined && known !== part) torn += 1;
    parts.set(patient, part!);
  }
  // The patient is not named: this may end in a log.
  if (torn > 0)
    throw new Error(
      `A patient is in two parts (${torn} series). Give all series of a patient the same part.`,
    );
  for (const part of ['train', 'validation', 'test'] as const) {
    const absent = labels.filter((label) => !series.some((one) => one.part === part && one.label === label));
    if (absent.length > 0)
      throw new Error(`The ${part} part has no ${absent.join(', ')}. Move or add patients.`);
  }
  return parts;
}
