import type { Manifest } from '@eventeye/inference';

/** The labels of a head in order, and which of them are malignant. */
export type Labels = Manifest['labels'];

/** What turns logits into probabilities; a manifest's calibration fits. */
export interface Calibration {
  temperature: number;
  /** One number a label; none counts as zero. */
  bias?: readonly number[] | undefined;
}

/** Logits as they are. */
export const uncalibrated: Calibration = { temperature: 1 };

/** `softmax(logits / temperature + bias)`, as serving computes it. */
export function softmax(logits: readonly number[], { temperature, bias }: Calibration): number[] {
  const scaled = logits.map((logit, i) => logit / temperature + (bias?.[i] ?? 0));
  const most = Math.max(...scaled);
  const exponentials = scaled.map((value) => Math.exp(value - most));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}

/** Summed probability of the malignant labels. */
export function malignancyOf(logits: readonly number[], labels: Labels, calibration: Calibration): number {
  return softmax(logits, calibration).reduce((sum, value, i) => sum + (labels[i]!.malignant ? value : 0), 0);
}

/** Position of the greatest number. */
export function argMax(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}

/** Position of a label. */
export function indexOfLabel(labels: Labels, name: string): number {
  const index = labels.findIndex((label) => label.name === name);
  if (index < 0)
    throw new Error(`The label ${name} is none of the model's: ${labels.map((one) => one.name).join(', ')}.`);
  return index;
}
