import type { Judged } from './cases.js';
import type { Case } from './metrics.js';
import { indexOfLabel, type Labels, softmax } from './probabilities.js';
import { resamplePatients } from './resample.js';

/**
 * The temperature that makes the validation part most likely (Guo et al. 2017, section 4.2): the negative log-likelihood
 * is convex in 1 / temperature, so golden-section search over its logarithm finds the one minimum.
 */
export function fitTemperature(judged: readonly Judged[], labels: Labels): number {
  const loss = (logTemperature: number) => negativeLogLikelihood(judged, labels, Math.exp(logTemperature));
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(0.05), Math.log(20)];
  while (high - low > 1e-5) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Mean negative logarithm of the probability of the true label. */
export function negativeLogLikelihood(
  judged: readonly Judged[],
  labels: Labels,
  temperature: number,
): number {
  const sum = judged.reduce((total, { label, logits }) => {
    const probability = softmax(logits, temperature)[indexOfLabel(labels, label)]!;
    return total - Math.log(Math.max(probability, 1e-300));
  }, 0);
  return sum / judged.length;
}

/** What the band between the thresholds has to keep. */
export interface BandTargets {
  /** Share of malignant cases that BENIGN must not take. */
  sensitivity: number;
  /** Share of benign cases that MALIGNANT must not take. */
  specificity: number;
  /**
   * Share of the patients' bootstrap draws in which the validation part keeps them. 0.5 takes the targets at their word and
   * misses them on half of all other patients; more widens the band.
   */
  confidence: number;
}

/** The shipped targets. */
export const defaultTargets: BandTargets = { sensitivity: 0.95, specificity: 0.95, confidence: 0.9 };

/**
 * The INCONCLUSIVE band: BENIGN only below the probability that keeps the wanted sensitivity, MALIGNANT only from the one
 * that keeps the wanted specificity, each in the wanted share of draws of patients. Where the two would cross, both lie at
 * their middle and the band is empty.
 *
 * @throws Error when a class is absent.
 */
export function chooseThresholds(
  cases: readonly Case[],
  targets: BandTargets,
  options: { seed?: number; draws?: number } = {},
): { benignBelow: number; malignantFrom: number } {
  const malignant = cases.filter((one) => one.malignant).length;
  if (malignant === 0 || malignant === cases.length)
    throw new Error('The validation part lacks a class. Prepare a larger cohort.');
  const draws = [...resamplePatients(cases, options.draws ?? 500, options.seed ?? 1)].map((drawn) =>
    bandOf(drawn, targets),
  );
  const ascending = (key: 'benignBelow' | 'malignantFrom') =>
    draws.map((draw) => draw[key]).sort((a, b) => a - b);
  const at = (sorted: number[], share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const benignBelow = at(ascending('benignBelow'), 1 - targets.confidence);
  const malignantFrom = at(ascending('malignantFrom'), targets.confidence);
  if (benignBelow <= malignantFrom) return { benignBelow, malignantFrom };
  const middle = (benignBelow + malignantFrom) / 2;
  return { benignBelow: middle, malignantFrom: middle };
}

/** The thresholds that just keep the targets on these very cases. */
function bandOf(
  cases: readonly Case[],
  targets: BandTargets,
): { benignBelow: number; malignantFrom: number } {
  const probabilities = (malignant: boolean) =>
    cases
      .filter((one) => one.malignant === malignant)
      .map(({ probability }) => probability)
      .sort((a, b) => a - b);
  const positives = probabilities(true);
  const negatives = probabilities(false);
  const highest =
    negatives[Math.min(negatives.length - 1, Math.ceil(targets.specificity * negatives.length) - 1)]!;
  return {
    benignBelow: positives[Math.floor((1 - targets.sensitivity) * positives.length)]!,
    malignantFrom: Math.min(1, highest + 1e-6),
  };
}
