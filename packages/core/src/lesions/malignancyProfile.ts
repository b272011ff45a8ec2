import type { AnalysisOutcome, AnalysisStatus } from '../analysis.js';
import type { AnalysedSlice } from './analysedSlice.js';

/** One point of a profile along the normal of the slices. */
export interface MalignancyProfilePoint {
  /** Place in slice order, from 0. */
  index: number;
  /** Position along the normal in mm; null where the image does not say. */
  positionMm: number | null;
  status: AnalysisStatus;
  /** INCONCLUSIVE and OUT_OF_SCOPE are abstentions; null for a slice without a result. */
  outcome: AnalysisOutcome | null;
  /**
   * Calibrated, 0 to 1, as the model gave it for this slice alone. Null where there is no number to believe: a slice that
   * failed, has not ended, or is out of scope. A gap is no zero.
   */
  malignancyProbability: number | null;
}

/**
 * The calibrated probability of malignancy along a series, in slice order. Raw values: nothing is smoothed, filled in or
 * left out, so every slice of the series has its point.
 */
export function malignancyProfile(slices: readonly AnalysedSlice[]): MalignancyProfilePoint[] {
  return slices
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, positionMm, status, outcome, malignancyProbability }) => ({
      index,
      positionMm,
      status,
      outcome,
      malignancyProbability: outcome === null || outcome === 'OUT_OF_SCOPE' ? null : malignancyProbability,
    }));
}
