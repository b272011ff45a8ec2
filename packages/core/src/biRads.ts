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

/** Categories by rising likelihood of malignancy, each with the likelihood up to which the Atlas takes it. */
const ladder: readonly { category: BiRadsCategory; upTo: number }[] = [
  { category: '2', upTo: 0 },
  { category: '3', upTo: 0.02 },
  { category: '4A', upTo: 0.1 },
  { category: '4B', upTo: 0.5 },
  { category: '4C', upTo: 0.95 },
  { category: '5', upTo: 1 },
];

/**
 * The range that a calibrated probability leaves open. The Atlas ties category 3 to at most 2 %, 4A to 2-10 %, 4B to
 * 10-50 %, 4C to 50-95 % and 5 to at least 95 % likelihood of malignancy; a single score without morphology and kinetics
 * never narrows that to one category: the neighbour below stays in, and where the model abstains the one above too.
 *
 * @param malignancyProbability calibrated, 0 to 1.
 */
export function suggestBiRads(outcome: AnalysisOutcome, malignancyProbability: number): BiRadsRange {
  if (outcome === 'OUT_OF_SCOPE') return { categories: ['0'], rationaleCode: 'BI_RADS_NOT_ASSESSED' };
  const own =
    malignancyProbability >= 0.95 ? 5 : ladder.findIndex(({ upTo }) => malignancyProbability <= upTo);
  const place = Math.max(1, own);
  const to = outcome === 'INCONCLUSIVE' ? place + 1 : place;
  return {
    categories: ladder.slice(place - 1, to + 1).map(({ category }) => category),
    rationaleCode: rationaleOf(outcome, malignancyProbability),
  };
}

function rationaleOf(
  outcome: Exclude<AnalysisOutcome, 'OUT_OF_SCOPE'>,
  probability: number,
): BiRadsRationaleCode {
  if (outcome === 'INCONCLUSIVE') return 'BI_RADS_BETWEEN_THRESHOLDS';
  if (outcome === 'BENIGN') return 'BI_RADS_LOW_PROBABILITY';
  return probability >= 0.95 ? 'BI_RADS_HIGH_PROBABILITY' : 'BI_RADS_RAISED_PROBABILITY';
}
