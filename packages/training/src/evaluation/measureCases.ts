import type { Manifest } from '@eventeye/inference';
import { bootstrap, type Interval } from './bootstrap.js';
import type { Case } from './metrics.js';

/** Cases of the two levels at which figures are given. */
export interface CasesByLevel {
  patient: readonly Case[];
  slice: readonly Case[];
}

/** Every figure by patient and by slice with its interval, rounded to four digits, as a manifest holds them. */
export function measureCases(cases: CasesByLevel, split: string, seed: number): Manifest['metrics'] {
  return (['patient', 'slice'] as const).flatMap((level) =>
    Object.entries(bootstrap(cases[level], { seed })).map(([name, interval]) => ({
      name,
      ...rounded(interval),
      split,
      level,
    })),
  );
}

function rounded({ value, low, high }: Interval): Interval {
  const round = (number: number) => Math.round(number * 1e4) / 1e4;
  return { value: round(value), low: round(low), high: round(high) };
}
