import type { Case } from '../evaluation/metrics.js';

/** A point of the ROC curve: what is called malignant from a threshold on. */
export interface RocPoint {
  threshold: number;
  /** 1 - specificity. */
  falsePositiveRate: number;
  /** Sensitivity. */
  truePositiveRate: number;
}

/** A point of the precision-recall curve. */
export interface PrecisionRecallPoint {
  threshold: number;
  recall: number;
  precision: number;
}

/**
 * The ROC curve from (0, 0) to (1, 1), one point for each distinct probability; ties are one point, so the area under
 * straight lines between them is the Mann-Whitney statistic. Empty where a class is absent.
 */
export function rocCurve(cases: readonly Case[]): RocPoint[] {
  const positives = countMalignant(cases);
  const negatives = cases.length - positives;
  if (positives === 0 || negatives === 0) return [];
  const start = { threshold: Number.POSITIVE_INFINITY, falsePositiveRate: 0, truePositiveRate: 0 };
  const points = cumulate(cases).map(({ threshold, truePositives, falsePositives }) => ({
    threshold,
    falsePositiveRate: falsePositives / negatives,
    truePositiveRate: truePositives / positives,
  }));
  return [start, ...points];
}

/**
 * Precision over recall, one point for each distinct probability from the highest down. Between points precision is not
 * linear in recall (Davis and Goadrich 2006), so draw steps. Empty where no case is malignant.
 */
export function precisionRecallCurve(cases: readonly Case[]): PrecisionRecallPoint[] {
  const positives = countMalignant(cases);
  if (positives === 0) return [];
  return cumulate(cases).map(({ threshold, truePositives, falsePositives }) => ({
    threshold,
    recall: truePositives / positives,
    precision: truePositives / (truePositives + falsePositives),
  }));
}

/** Area under the steps of {@link precisionRecallCurve}: the sum of recall gained times precision. NaN without points. */
export function averagePrecision(points: readonly PrecisionRecallPoint[]): number {
  if (points.length === 0) return Number.NaN;
  return points.reduce(
    (sum, { recall, precision }, i) => sum + (recall - (points[i - 1]?.recall ?? 0)) * precision,
    0,
  );
}

/** Where a threshold lies on both curves. NaN where a class is absent or nothing reaches the threshold. */
export function operatingPoint(
  cases: readonly Case[],
  threshold: number,
): Omit<RocPoint & PrecisionRecallPoint, 'threshold'> {
  const called = cases.filter(({ probability }) => probability >= threshold);
  const truePositives = countMalignant(called);
  const positives = countMalignant(cases);
  const truePositiveRate = truePositives / positives;
  return {
    truePositiveRate,
    recall: truePositiveRate,
    falsePositiveRate: (called.length - truePositives) / (cases.length - positives),
    precision: truePositives / called.length,
  };
}

/** Counts above each distinct probability, from the highest down. */
function cumulate(
  cases: readonly Case[],
): { threshold: number; truePositives: number; falsePositives: number }[] {
  const sorted = cases.toSorted((a, b) => b.probability - a.probability);
  let [truePositives, falsePositives] = [0, 0];
  return sorted.flatMap(({ probability, malignant }, i) => {
    if (malignant) truePositives++;
    else falsePositives++;
    return sorted[i + 1]?.probability === probability
      ? []
      : [{ threshold: probability, truePositives, falsePositives }];
  });
}

const countMalignant = (cases: readonly Case[]): number => cases.filter(({ malignant }) => malignant).length;
