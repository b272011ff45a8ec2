/** One judged case: the truth and the calibrated probability of malignancy. */
export interface Case {
  patient: string;
  malignant: boolean;
  probability: number;
}

/** Names of the figures, in the order of reports. */
export type MetricName = 'auc' | 'accuracy' | 'sensitivity' | 'specificity' | 'f1' | 'brier' | 'ece';

/** Every figure of some cases; classes are told apart at a probability of 0.5. NaN where a class is absent. */
export function measure(cases: readonly Case[]): Record<MetricName, number> {
  const count = (wanted: (one: Case) => boolean) => cases.filter(wanted).length;
  const truePositive = count(({ malignant, probability }) => malignant && probability >= 0.5);
  const falsePositive = count(({ malignant, probability }) => !malignant && probability >= 0.5);
  const positives = count(({ malignant }) => malignant);
  const negatives = cases.length - positives;
  const trueNegative = negatives - falsePositive;
  return {
    auc: areaUnderCurve(cases),
    accuracy: (truePositive + trueNegative) / cases.length,
    sensitivity: truePositive / positives,
    specificity: trueNegative / negatives,
    f1: (2 * truePositive) / (2 * truePositive + falsePositive + positives - truePositive),
    brier: cases.reduce((sum, one) => sum + (one.probability - Number(one.malignant)) ** 2, 0) / cases.length,
    ece: expectedCalibrationError(cases),
  };
}

/** Area under the ROC curve as the Mann-Whitney statistic: ties count half. */
export function areaUnderCurve(cases: readonly Case[]): number {
  const sorted = cases.toSorted((a, b) => a.probability - b.probability);
  let rankSum = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]!.probability === sorted[from]!.probability) to++;
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) if (sorted[i]!.malignant) rankSum += rank;
    from = to;
  }
  const positives = cases.filter(({ malignant }) => malignant).length;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (cases.length - positives));
}

/** Mean distance of probability and frequency over ten equally wide bins, weighted by their cases (Naeini et al. 2015). */
export function expectedCalibrationError(cases: readonly Case[], bins = 10): number {
  const sums = Array.from({ length: bins }, () => ({ difference: 0 }));
  for (const { probability, malignant } of cases) {
    sums[Math.min(bins - 1, Math.floor(probability * bins))]!.difference += probability - Number(malignant);
  }
  return sums.reduce((total, { difference }) => total + Math.abs(difference), 0) / cases.length;
}

/** Cases of each patient; `Map.groupBy` comes with Node 21. */
export function groupByPatient<C extends Case>(cases: readonly C[]): Map<string, C[]> {
  const groups = new Map<string, C[]>();
  for (const one of cases) {
    const group = groups.get(one.patient);
    if (group) group.push(one);
    else groups.set(one.patient, [one]);
  }
  return groups;
}
