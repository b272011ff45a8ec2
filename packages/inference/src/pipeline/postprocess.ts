import type { AnalysisOutcome } from '@eventeye/core';
import type { Manifest } from '../manifest/schema.js';

/** What the logits mean. */
export interface Judgement {
  probabilities: { label: string; probability: number }[];
  predicted: { index: number; name: string };
  confidence: number;
  /** Sum over the labels that the manifest marks malignant. */
  malignancyProbability: number;
  outcome: AnalysisOutcome;
}

/**
 * Calibrated probabilities, `softmax(logits / temperature + bias)` (Guo et al. 2017, section 4.2; the bias: Alexandari et
 * al. 2020, section 3), and the outcome by the
 * manifest's thresholds; between them is INCONCLUSIVE. What is out of scope stays so, whatever the numbers say.
 */
export function postprocess(logits: Float32Array, manifest: Manifest, inScope: boolean): Judgement {
  const { temperature, bias } = manifest.calibration;
  const scaled = Array.from(logits, (logit, i) => logit / temperature + (bias?.[i] ?? 0));
  const most = Math.max(...scaled);
  const exponentials = scaled.map((value) => Math.exp(value - most));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  const probabilities = manifest.labels.map(({ name }, i) => ({
    label: name,
    probability: exponentials[i]! / sum,
  }));
  const index = probabilities.reduce(
    (best, { probability }, i) => (probability > probabilities[best]!.probability ? i : best),
    0,
  );
  const malignancyProbability = manifest.labels.reduce(
    (total, { malignant }, i) => total + (malignant ? probabilities[i]!.probability : 0),
    0,
  );
  return {
    probabilities,
    predicted: { index, name: manifest.labels[index]!.name },
    confidence: probabilities[index]!.probability,
    malignancyProbability: Math.min(1, malignancyProbability),
    outcome: inScope ? outcomeOf(malignancyProbability, manifest.thresholds) : 'OUT_OF_SCOPE',
  };
}

function outcomeOf(
  malignancyProbability: number,
  { benignBelow, malignantFrom }: Manifest['thresholds'],
): AnalysisOutcome {
  if (malignancyProbability >= malignantFrom) return 'MALIGNANT';
  return malignancyProbability < benignBelow ? 'BENIGN' : 'INCONCLUSIVE';
}
