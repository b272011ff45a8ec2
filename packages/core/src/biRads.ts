import type { AnalysisOutcome } from './analysis.js';

/** A BI-RADS assessment category (ACR BI-RADS Atlas, 5th edition, Breast MRI). */
export type BiRadsCategory = '0' | '1' | '2' | '3' | '4A' | '4B' | '4C' | '5' | '6';

/** A range of categories with the code of its reason; a reader assigns the category. */
export interface BiRadsRange {
  categories: BiRadsCategory[];
  rationaleCode: BiRadsRationaleCode;
}

export type BiRadsRationaleCode =
  | 'BI_RADS_LOW_PROBABILITY'
  | 'BI_RADS_BETWEEN_THRESHOLDS'
  | 'BI_RADS_RAISED_PROBABILITY'
  | 'BI_RADS_HIGH_PROBABILITY'
  | 'BI_RADS_NOT_ASSESSED';

/**
 * The range that a calibrated probability leaves open. The Atlas ties category 3 to at most 2 %, 4A to 2-10 %, 4B to
 * 10-50 %, 4C to 50-95 % and 5 to at least 95 % likelihood of malignancy; a single score without morphology and kinetics
 * never narrows that to one category, so neighbours stay in.
 *
 * @param malignancyProbability calibrated, 0 to 1.
 */
export function suggestBiRads(outcome: AnalysisOutcome, malignancyProbability: number): BiRadsRange {
  if (outcome === 'OUT_OF_SCOPE') return { categories: ['0'], rationaleCode: 'BI_RADS_NOT_ASSESSED' };
  if (outcome === 'INCONCLUSIVE') {
    return { categories: ['3', '4A', '4B'], rationaleCode: 'BI_RADS_BETWEEN_THRESHOLDS' };
  }
  if (outcome === 'BENIGN') return { categories: ['2', '3'], rationaleCode: 'BI_RADS_LOW_PROBABILITY' };
  return malignancyProbability >= 0.95
    ? { categories: ['4C', '5'], rationaleCode: 'BI_RADS_HIGH_PROBABILITY' }
    : { categories: ['4A', '4B', '4C'], rationaleCode: 'BI_RADS_RAISED_PROBABILITY' };
}
