import type { Manifest } from '@eventeye/inference';
import { bootstrap, type Interval } from './bootstrap.js';
import type { JudgedSlice } from './judgeSlices.js';
import { byPatient, type Case } from './metrics.js';

/** Every figure by patient and by slice with its interval, rounded to four digits, as a manifest holds them. */
export function measureCases(cases: readonly Case[], seed: number): Manifest['metrics'] {
  const levels = [
    ['patient', byPatient],
    ['slice', (same: readonly Case[]) => same],
  ] as const;
  return levels.flatMap(([level, reduce]) =>
    Object.entries(bootstrap(cases, { seed, reduce })).map(([name, interval]) => ({
      name,
      ...rounded(interval),
      split: 'held-out phantom test part',
      level,
    })),
  );
}

/** Judged slices as cases: the calibrated probability is the sigmoid of the logits' margin over the temperature. */
export function toCases(slices: readonly JudgedSlice[], temperature: number): Case[] {
  return slices.map((slice) => ({
    patient: slice.patient,
    malignant: isMalignant(slice),
    probability: 1 / (1 + Math.exp(-marginOf(slice) / temperature)),
  }));
}

/** Malignant logit minus benign logit. */
export const marginOf = ({ logits }: JudgedSlice): number => logits[1]! - logits[0]!;

/** The truth of a slice. */
export const isMalignant = ({ label }: JudgedSlice): boolean => label === 'MALIGNANT';

function rounded({ value, low, high }: Interval): Interval {
  const round = (number: number) => Math.round(number * 1e4) / 1e4;
  return { value: round(value), low: round(low), high: round(high) };
}
