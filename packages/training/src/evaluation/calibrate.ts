import type { Judged } from './cases.js';
import type { Case } from './metrics.js';
import { type Calibration, indexOfLabel, type Labels, softmax } from './probabilities.js';
import { resamplePatients } from './resample.js';

/** A calibration with a bias for every label. */
export interface FittedCalibration extends Calibration {
  bias: number[];
}

/** Slope of the logits, and one intercept a label of which the first stays zero. */
interface Fit {
  slope: number;
  bias: number[];
}

/**
 * Temperature and biases that make the validation part most likely (Guo et al. 2017, section 4.2, with the biases of
 * Alexandari et al. 2020): a network that was trained on balanced classes may still lean to one of them, which a temperature
 * alone can not mend. The negative log-likelihood is convex in 1 / temperature and the biases; gradient descent with
 * backtracking finds its one minimum.
 */
export function fitCalibration(judged: readonly Judged[], labels: Labels): FittedCalibration {
  const truth = judged.map(({ label }) => indexOfLabel(labels, label));
  let fit: Fit = { slope: 1, bias: labels.map(() => 0) };
  let loss = lossOf(judged, truth, fit);
  let step = 1;
  for (let i = 0; i < 5000; i++) {
    const gradient = gradientOf(judged, truth, fit);
    const length2 = gradient.slope ** 2 + gradient.bias.reduce((sum, value) => sum + value ** 2, 0);
    if (length2 < 1e-16) break;
    for (step *= 2; ; step /= 2) {
      const next = {
        slope: Math.max(0.05, fit.slope - step * gradient.slope),
        bias: fit.bias.map((value, k) => value - step * gradient.bias[k]!),
      };
      const nextLoss = lossOf(judged, truth, next);
      if (nextLoss <= loss - 0.25 * step * length2 || step < 1e-12) {
        [fit, loss] = [next, Math.min(loss, nextLoss)];
        break;
      }
    }
    if (step < 1e-12) break;
  }
  return { temperature: 1 / fit.slope, bias: fit.bias };
}

/** Mean negative logarithm of the probability of the true label. */
export function negativeLogLikelihood(
  judged: readonly Judged[],
  labels: Labels,
  calibration: Calibration,
): number {
  const truth = judged.map(({ label }) => indexOfLabel(labels, label));
  const bias = [...(calibration.bias ?? labels.map(() => 0))];
  return lossOf(judged, truth, { slope: 1 / calibration.temperature, bias });
}

function lossOf(judged: readonly Judged[], truth: readonly number[], { slope, bias }: Fit): number {
  const sum = judged.reduce((total, { logits }, i) => {
    const probability = softmax(logits, { temperature: 1 / slope, bias })[truth[i]!]!;
    return total - Math.log(Math.max(probability, 1e-300));
  }, 0);
  return sum / judged.length;
}

function gradientOf(judged: readonly Judged[], truth: readonly number[], { slope, bias }: Fit): Fit {
  const gradient: Fit = { slope: 0, bias: bias.map(() => 0) };
  for (const [i, { logits }] of judged.entries()) {
    for (const [k, probability] of softmax(logits, { temperature: 1 / slope, bias }).entries()) {
      const error = (probability - Number(truth[i] === k)) / judged.length;
      gradient.slope += error * logits[k]!;
      if (k > 0) gradient.bias[k]! += error;
    }
  }
  return gradient;
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
