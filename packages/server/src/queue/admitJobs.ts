import { EventEyeError } from '@eventeye/core';
import type { PrismaClient } from '../database/client.js';

/** Analyses of one organization that may wait at the same time, where the configuration says nothing else. */
export const defaultMaxQueued = 10_000;

const retryAfterSeconds = 30;

/**
 * Lets `count` more analyses of an organization wait, or refuses all of them. Requests that arrive in the same moment
 * may together go beyond the bound by their number: it protects the queue, it is no account.
 *
 * @throws EventEyeError QUOTA_EXCEEDED with `retryAfterSeconds`.
 */
export async function admitJobs(
  prisma: PrismaClient,
  organizationId: string,
  count: number,
  maxQueued = defaultMaxQueued,
): Promise<void> {
  const queued = await prisma.analysis.count({ where: { organizationId, status: 'QUEUED' } });
  if (queued + count <= maxQueued) return;
  throw new EventEyeError(
    'QUOTA_EXCEEDED',
    `${queued} analyses of your organization are waiting, and at most ${maxQueued} may. Try again when some are done.`,
    { retryAfterSeconds },
  );
}
