/** Bounds of uploads that are under way or wait to be completed. */
export interface UploadLimits {
  /** Bytes that clients may be sending to one process at the same time; one organization may use half. */
  maxInFlightBytes: number;
  /** Bytes that may be announced or lie aside in the whole installation; one organization may use half. */
  maxWaitingBytes: number;
  /** Uploads that one user may have announced and not completed. */
  maxOpenPerUser: number;
  /** How long an upload waits to be sent and completed. */
  lifetimeMs: number;
}
