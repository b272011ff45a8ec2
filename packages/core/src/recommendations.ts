import type { AnalysisOutcome } from './analysis.js';

export type RecommendationCode =
  | 'READER_DECIDES'
  | 'PROMPT_RADIOLOGIST_REVIEW'
  | 'RADIOLOGIST_REVIEW'
  | 'CORRELATE_WITH_OTHER_IMAGING'
  | 'CONSIDER_TISSUE_SAMPLING'
  | 'COMPARE_WITH_PRIORS'
  | 'CONSIDER_SHORT_INTERVAL_FOLLOW_UP'
  | 'CONTINUE_SCREENING'
  | 'ASSESS_PERSONAL_RISK'
  | 'HEALTHY_HABITS'
  | 'SEND_BREAST_MR';

const byOutcome: Record<AnalysisOutcome, RecommendationCode[]> = {
  MALIGNANT: [
    'PROMPT_RADIOLOGIST_REVIEW',
    'CORRELATE_WITH_OTHER_IMAGING',
    'CONSIDER_TISSUE_SAMPLING',
    'ASSESS_PERSONAL_RISK',
    'READER_DECIDES',
  ],
  INCONCLUSIVE: [
    'RADIOLOGIST_REVIEW',
    'COMPARE_WITH_PRIORS',
    'CONSIDER_SHORT_INTERVAL_FOLLOW_UP',
    'ASSESS_PERSONAL_RISK',
    'READER_DECIDES',
  ],
  BENIGN: ['CONTINUE_SCREENING', 'ASSESS_PERSONAL_RISK', 'HEALTHY_HABITS', 'READER_DECIDES'],
  OUT_OF_SCOPE: ['SEND_BREAST_MR', 'READER_DECIDES'],
};

/** Next steps and prevention to consider after an outcome. General advice: nothing here knows the patient. */
export function recommendationsFor(outcome: AnalysisOutcome): RecommendationCode[] {
  return byOutcome[outcome];
}
