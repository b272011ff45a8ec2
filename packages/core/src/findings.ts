import type { AnalysisOutcome, FindingSeverity } from './analysis.js';

export type FindingCode =
  | 'DEMONSTRATION_MODEL'
  | 'LOW_PROBABILITY'
  | 'HIGH_PROBABILITY'
  | 'BETWEEN_THRESHOLDS'
  | 'NOT_MR'
  | 'COLOUR_IMAGE'
  | 'BLANK_IMAGE'
  | 'OTHER_BODY_PART'
  | 'UNLIKE_TRAINING_IMAGES'
  | 'NOT_IN_SCOPE'
  | 'ATTENTION_AREAS'
  | 'NO_ATTENTION';

/** One thing a result tells its reader; the text is made from the code in the reader's language. */
export interface FindingRecord {
  code: FindingCode;
  severity: FindingSeverity;
  params: Record<string, string | number>;
}

/** What findings are drawn from. */
export interface FindingSource {
  outcome: AnalysisOutcome;
  /** Calibrated, 0 to 1. */
  malignancyProbability: number;
  /** Why the image is out of scope: a code of the inference package. */
  scopeReason: string | null;
  /** Areas of high attention. */
  regionCount: number;
  isDemonstration: boolean;
}

const scopeFindings = new Set<FindingCode>([
  'NOT_MR',
  'OTHER_BODY_PART',
  'COLOUR_IMAGE',
  'BLANK_IMAGE',
  'UNLIKE_TRAINING_IMAGES',
]);

/** What the reader has to know about a result, the most important first. */
export function findingsOf(source: FindingSource): FindingRecord[] {
  const findings: FindingRecord[] = [];
  if (source.isDemonstration) findings.push({ code: 'DEMONSTRATION_MODEL', severity: 'WARNING', params: {} });
  findings.push(mainFinding(source));
  if (source.outcome !== 'OUT_OF_SCOPE') {
    findings.push(
      source.regionCount > 0
        ? { code: 'ATTENTION_AREAS', severity: 'INFO', params: { count: source.regionCount } }
        : { code: 'NO_ATTENTION', severity: 'NOTICE', params: {} },
    );
  }
  return findings;
}

function mainFinding({ outcome, malignancyProbability, scopeReason }: FindingSource): FindingRecord {
  const params = { percent: Math.round(malignancyProbability * 100) };
  if (outcome === 'MALIGNANT') return { code: 'HIGH_PROBABILITY', severity: 'WARNING', params };
  if (outcome === 'BENIGN') return { code: 'LOW_PROBABILITY', severity: 'INFO', params };
  if (outcome === 'INCONCLUSIVE') return { code: 'BETWEEN_THRESHOLDS', severity: 'NOTICE', params };
  const code = scopeFindings.has(scopeReason as FindingCode) ? (scopeReason as FindingCode) : 'NOT_IN_SCOPE';
  return { code, severity: 'WARNING', params: {} };
}
