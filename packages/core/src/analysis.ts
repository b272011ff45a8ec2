/** The states of one analysis. SUCCEEDED, FAILED and CANCELED are final. */
export type AnalysisStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELED';

/** What the platform says about an image. INCONCLUSIVE and OUT_OF_SCOPE are abstentions, never hidden. */
export type AnalysisOutcome = 'BENIGN' | 'MALIGNANT' | 'INCONCLUSIVE' | 'OUT_OF_SCOPE';

export type FindingSeverity = 'INFO' | 'NOTICE' | 'WARNING';

/** Who a user is to the platform. */
export type Role = 'ADMIN' | 'CLINICIAN' | 'VIEWER' | 'INTEGRATION';

/** True when nothing will change an analysis of this status any more. */
export function isFinal(status: AnalysisStatus): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELED';
}
