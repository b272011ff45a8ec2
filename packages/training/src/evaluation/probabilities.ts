import type { Manifest } from '@eventeye/inference';

/** The labels of a head in order, and which of them are malignant. */
export type Labels = Manifest['labels'];

/** `softmax(logits / temperature)`, as serving computes it. */
export function softmax(logits: readonly number[], temperature: number): number[] {
  const most = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp((logit - most) / temperature));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}

/** Summed probability of the malignant labels. */
export function malignancyOf(logits: readonly number[], labels: Labels, temperature: number): number {
  return softmax(logits, temperature).reduce((sum, value, i) => sum + (labels[i]!.malignant ? value : 0), 0);
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
