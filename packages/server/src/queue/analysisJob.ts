import type { JobTrace } from '../tracing/traceJobs.js';

/** What a job carries: the row says everything else. */
export interface AnalysisJobData extends JobTrace {
  analysisId: string;
  /** Whose turn a job belongs to. */
  organizationId: string;
}

/** The definition of the job, apart from what runs it: whoever enqueues loads no model. */
export const analysisJob = {
  name: 'analysis',
  /** Tries in all, the first included, before an analysis fails for a fault of ours. */
  maxTries: 4,
  options: {
    // More than the runner uses; a job taken for the last time is concluded, so the queue never gives up by itself.
    retryLimit: 8,
    retryDelay: 1,
    // How long a process that is gone keeps a job on PostgreSQL.
    expireInSeconds: 120,
    retentionDays: 14,
  },
} as const;
