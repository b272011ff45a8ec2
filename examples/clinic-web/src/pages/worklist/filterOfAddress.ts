import type { AnalysesFilter, AnalysisOutcome, AnalysisStatus } from '@eventeye/client';

export const orders = ['MOST_SUSPICIOUS', 'NEWEST'] as const;
export const outcomes = ['MALIGNANT', 'INCONCLUSIVE', 'BENIGN', 'OUT_OF_SCOPE'] as const;
export const statuses = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED'] as const;

/** What the worklist shows. */
export interface WorklistFilter {
  orderBy: (typeof orders)[number];
  outcome: AnalysisOutcome | undefined;
  status: AnalysisStatus | undefined;
}

/**
 * The filter that an address names, so that it can be kept as a bookmark; what makes no sense there is left out. The order by
 * suspicion has finished analyses only, so a status goes with the newest.
 */
export function filterOfAddress(parameters: URLSearchParams): WorklistFilter {
  const oneOf = <T extends string>(known: readonly T[], name: string) =>
    known.find((one) => one === parameters.get(name));
  const orderBy = oneOf(orders, 'order') ?? 'MOST_SUSPICIOUS';
  return {
    orderBy,
    outcome: oneOf(outcomes, 'outcome'),
    status: orderBy === 'NEWEST' ? oneOf(statuses, 'status') : undefined,
  };
}

/** The filter as the server takes it: without what is not chosen. */
export function toAnalysesFilter({ orderBy, outcome, status }: WorklistFilter): AnalysesFilter {
  return { orderBy, ...(outcome && { outcome }), ...(status && { status }) };
}
