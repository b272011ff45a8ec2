import type { Manifest } from '@eventeye/inference';
import { classActivation } from '@eventeye/inference/pipeline';
import type { JudgedSlice } from '../evaluation/judgeSlices.js';
import { areaUnderCurve } from '../evaluation/metrics.js';

/** How far the quantised model is from the exact one on the same slices. */
export interface PrecisionComparison {
  /** Share of slices with the same arg max. */
  classAgreement: number;
  /** AUC of fp32 minus AUC of int8, by slice. */
  aucLoss: number;
  /** Mean Pearson correlation of the attention maps of the label that fp32 predicts, over maps that vary. */
  heatmapCorrelation: number;
}

/** Compares two runs over the same slices; both have kept their features. */
export function comparePrecisions(
  exact: readonly JudgedSlice[],
  quantised: readonly JudgedSlice[],
  headWeights: Float32Array,
  outputs: Manifest['outputs'],
): PrecisionComparison {
  const label = ({ logits }: JudgedSlice) => (logits[1]! > logits[0]! ? 1 : 0);
  const agreeing = exact.filter((slice, i) => label(slice) === label(quantised[i]!)).length;
  const cases = (slices: readonly JudgedSlice[]) =>
    slices.map((slice) => ({
      patient: slice.patient,
      malignant: slice.label === 'MALIGNANT',
      probability: slice.logits[1]! - slice.logits[0]!,
    }));
  const whole = { left: 0, top: 0, width: 1, height: 1 };
  const map = (slice: JudgedSlice, index: number) =>
    Array.from(classActivation(slice.features!, headWeights, outputs, { index, name: '' }, whole).values);
  const correlations = exact
    .map((slice, i) => correlation(map(slice, label(slice)), map(quantised[i]!, label(slice))))
    .filter(Number.isFinite);
  return {
    classAgreement: agreeing / exact.length,
    aucLoss: areaUnderCurve(cases(exact)) - areaUnderCurve(cases(quantised)),
    heatmapCorrelation: correlations.reduce((sum, value) => sum + value, 0) / correlations.length,
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
