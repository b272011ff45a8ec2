import type { Case } from '../evaluation/metrics.js';

/** Cases whose probability lies in a range, and what came true of it. */
export interface ReliabilityBin {
  /** Bounds of the range; the upper one belongs to the next bin, but 1 to the last. */
  from: number;
  to: number;
  count: number;
  /** NaN in an empty bin, like the frequency and its bounds. */
  meanProbability: number;
  /** Share of malignant cases. */
  frequency: number;
  /** 95 % Wilson score interval of the frequency, for independent cases. */
  low: number;
  high: number;
}

/** Equally wide bins of probability, the same that the expected calibration error is counted over. */
export function reliabilityBins(cases: readonly Case[], bins = 10): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, index) => {
    const own = cases.filter(({ probability }) => binOf(probability, bins) === index);
    const malignant = own.filter((one) => one.malignant).length;
    return {
      from: index / bins,
      to: (index + 1) / bins,
      count: own.length,
      meanProbability: own.reduce((sum, { probability }) => sum + probability, 0) / own.length,
      frequency: malignant / own.length,
      ...wilsonInterval(malignant, own.length),
    };
  });
}

/** The bin of a probability of 0..1; 1 itself belongs to the last. */
export const binOf = (probability: number, bins: number): number =>
  Math.min(bins - 1, Math.floor(probability * bins));

/** The 95 % score interval of a share (Wilson 1927). NaN for no cases. */
export function wilsonInterval(successes: number, cases: number): { low: number; high: number } {
  const z = 1.959964;
  const share = successes / cases;
  const centre = share + z ** 2 / (2 * cases);
  const spread = z * Math.sqrt((share * (1 - share)) / cases + z ** 2 / (4 * cases ** 2));
  const scale = 1 + z ** 2 / cases;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}
