import { EventEyeError } from '@eventeye/core';

/** Recomputations of one organization that may run at the same time: somebody else's analyses share the engine. */
export const mostAtOnce = 2;

const running = new Map<string, number>();

/**
 * Runs a recomputation when the organization has fewer than two running in this process.
 *
 * @throws EventEyeError QUOTA_EXCEEDED with `retryAfterSeconds`.
 */
export async function inTurn<T>(organizationId: string, work: () => Promise<T>): Promise<T> {
  const now = running.get(organizationId) ?? 0;
  if (now >= mostAtOnce) {
    throw new EventEyeError(
      'QUOTA_EXCEEDED',
      `Your organization verifies ${mostAtOnce} analyses at this moment. Try again when they are done.`,
      { retryAfterSeconds: 2 },
    );
  }
  running.set(organizationId, now + 1);
  try {
    return await work();
  } finally {
    const left = running.get(organizationId)! - 1;
    if (left > 0) running.set(organizationId, left);
    else running.delete(organizationId);
  }
}
