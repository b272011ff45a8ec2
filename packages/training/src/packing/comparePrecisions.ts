import type { Manifest } from '@eventeye/inference';
import { toCases } from '../evaluation/cases.js';
import type { JudgedSlice } from '../evaluation/judgeSlices.js';
import { areaUnderCurve } from '../evaluation/metrics.js';
import { argMax, uncalibrated } from '../evaluation/probabilities.js';

/** A judged slice with the attention map of every label. */
export interface MappedSlice extends JudgedSlice {
  /** One map a label, `rows * columns` values of 0 to 255. */
  maps: Uint8Array[];
}

/** Compares two runs over the same slices: `exact` in fp32, the other quantised or with halved weights. */
export function comparePrecisions(
  exact: readonly MappedSlice[],
  other: readonly MappedSlice[],
  labels: Manifest['labels'],
): NonNullable<Manifest['comparison']> {
  const agreeing = exact.filter((slice, i) => argMax(slice.logits) === argMax(other[i]!.logits)).length;
  const correlations = exact
    .map((slice, i) => {
      // The map of the label that fp32 predicts is the one a reader would see.
      const label = argMax(slice.logits);
      return correlation([...slice.maps[label]!], [...other[i]!.maps[label]!]);
    })
    .filter(Number.isFinite);
  const auc = (slices: readonly MappedSlice[]) => areaUnderCurve(toCases(slices, labels, uncalibrated));
  return {
    classAgreement: agreeing / exact.length,
    aucLoss: auc(exact) - auc(other),
    heatmapCorrelation:
      correlations.reduce((sum, value) => sum + value, 0) / Math.max(1, correlations.length),
  };
}

/** Pearson's correlation; NaN where one side is constant. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - meanA) * (b[i]! - meanB);
    aa += (a[i]! - meanA) ** 2;
    bb += (b[i]! - meanB) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}
