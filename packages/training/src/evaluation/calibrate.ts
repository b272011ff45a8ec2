import type { Case } from './metrics.js';

/** The difference of the malignant and the benign logit of a slice, and its truth. */
export interface Margin {
  margin: number;
  malignant: boolean;
}

/**
 * The temperature that makes the validation part most likely (Guo et al. 2017, section 4.2): the negative log-likelihood
 * is convex in 1 / temperature, so golden-section search over its logarithm finds the one minimum.
 */
export function fitTemperature(margins: readonly Margin[]): number {
  const loss = (logTemperature: number) => negativeLogLikelihood(margins, Math.exp(logTemperature));
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

/** Mean of `log(1 + exp(-margin / temperature))` with the margin's sign turned towards the truth. */
export function negativeLogLikelihood(margins: readonly Margin[], temperature: number): number {
  const sum = margins.reduce((total, { margin, malignant }) => {
    const towards = ((malignant ? 1 : -1) * margin) / temperature;
    return total + (towards > 0 ? Math.log1p(Math.exp(-towards)) : -towards + Math.log1p(Math.exp(towards)));
  }, 0);
  return sum / margins.length;
}

/** What the band between the thresholds has to keep on the validation part. */
export interface BandTargets {
  /** Share of malignant cases that BENIGN must not take. */
  sensitivity: number;
  /** Share of benign cases that MALIGNANT must not take. */
  specificity: number;
}

/**
 * The INCONCLUSIVE band: BENIGN only below the probability that keeps the wanted sensitivity, MALIGNANT only from the one
 * that keeps the wanted specificity. Where the two would cross, both lie at their middle and the band is empty.
 */
export function chooseThresholds(
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
  if (positives.length === 0 || negatives.length === 0)
    throw new Error('The validation part lacks a class. Prepare a larger cohort.');
  const benignBelow = positives[Math.floor((1 - targets.sensitivity) * positives.length)]!;
  const highest =
    negatives[Math.min(negatives.length - 1, Math.ceil(targets.specificity * negatives.length) - 1)]!;
  const malignantFrom = Math.min(1, highest + 1e-6);
  if (benignBelow <= malignantFrom) return { benignBelow, malignantFrom };
  const middle = (benignBelow + malignantFrom) / 2;
  return { benignBelow: middle, malignantFrom: middle };
}
