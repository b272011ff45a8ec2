import { type Case, groupByPatient, type MetricName, measure } from './metrics.js';

/** A figure with the bounds of its 95 % interval. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * Percentile bootstrap over patients: slices of one patient are not independent, so patients are drawn and bring all
 * their slices. Draws that lack a class are drawn again.
 *
 * @param measureCases what is measured on each draw, for example slices or patients.
 */
export function bootstrap(
  cases: readonly Case[],
  options: { seed: number; draws?: number; reduce?: (cases: readonly Case[]) => readonly Case[] },
): Record<MetricName, Interval> {
  const reduce = options.reduce ?? ((same) => same);
  const groups = [...groupByPatient(reduce(cases)).values()];
  const random = mulberry32(options.seed);
  const draws: Record<MetricName, number>[] = [];
  while (draws.length < (options.draws ?? 2000)) {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)]!);
    const malignant = drawn.filter((one) => one.malignant).length;
    if (malignant > 0 && malignant < drawn.length) draws.push(measure(drawn));
  }
  const values = measure(reduce(cases));
  const interval = (name: MetricName): Interval => {
    const sorted = draws.map((draw) => draw[name]).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
    return { value: values[name], low: at(0.025), high: at(0.975) };
  };
  const names = Object.keys(values) as MetricName[];
  return Object.fromEntries(names.map((name) => [name, interval(name)])) as Record<MetricName, Interval>;
}

/** A small seeded generator of numbers in 0..1 (mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
