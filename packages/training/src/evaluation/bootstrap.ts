import { type Case, type MetricName, measure } from './metrics.js';
import { resamplePatients } from './resample.js';

/** A figure with the bounds of its 95 % interval. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * Percentile bootstrap over patients of every figure.
 *
 * @throws Error when a class is absent: nothing could be drawn that has both.
 */
export function bootstrap(
  cases: readonly Case[],
  options: { seed: number; draws?: number },
): Record<MetricName, Interval> {
  const malignant = cases.filter((one) => one.malignant).length;
  if (malignant === 0 || malignant === cases.length)
    throw new Error('Figures need benign and malignant cases. Measure a part that has both.');
  const draws = [...resamplePatients(cases, options.draws ?? 2000, options.seed)].map(measure);
  const values = measure(cases);
  const interval = (name: MetricName): Interval => {
    const sorted = draws.map((draw) => draw[name]).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
    return { value: values[name], low: at(0.025), high: at(0.975) };
  };
  const names = Object.keys(values) as MetricName[];
  return Object.fromEntries(names.map((name) => [name, interval(name)])) as Record<MetricName, Interval>;
}
