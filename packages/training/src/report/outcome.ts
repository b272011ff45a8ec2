import type { Manifest } from '@eventeye/inference';

/** The outcomes a calibrated probability leads to, in the order of reports. */
export const outcomes = ['BENIGN', 'INCONCLUSIVE', 'MALIGNANT'] as const;

/** The outcome of an image in scope, by the rule that serves: the upper threshold itself is MALIGNANT. */
export function outcomeOf(
  probability: number,
  { benignBelow, malignantFrom }: Manifest['thresholds'],
): (typeof outcomes)[number] {
  if (probability >= malignantFrom) return 'MALIGNANT';
  return probability < benignBelow ? 'BENIGN' : 'INCONCLUSIVE';
}
