import type { PrismaClient } from '../database/client.js';
import type { ClaimedDelivery } from './claimDeliveries.js';
import type { PostOutcome } from './postMessage.js';
import { nextAttempt } from './retrySchedule.js';

/** After so long without a success an endpoint is switched off. */
export const givenUpAfterMs = 5 * 24 * 60 * 60 * 1000;

/** Writes down how a message was taken, and plans the next attempt. Switches off endpoints that fail for days, or say 410 Gone. */
export async function settleDelivery(
  prisma: PrismaClient,
  { id, endpointId, attempts }: ClaimedDelivery,
  { status, error, durationMs }: PostOutcome,
  { now, random }: { now: Date; random: number },
): Promise<void> {
  const told = { lastStatus: status, lastError: error, lastDurationMs: durationMs, claimedUntil: null };
  // Not when it was replayed or settled by another process meanwhile.
  const mine = { id, state: 'PENDING' as const, attempts };
  if (error === null) {
    await prisma.$transaction([
      prisma.webhookDelivery.updateMany({
        where: mine,
        data: { ...told, state: 'DELIVERED', deliveredAt: now },
      }),
      prisma.webhookEndpoint.updateMany({
        where: { id: endpointId, failingSince: { not: null } },
        data: { failingSince: null },
      }),
    ]);
    return;
  }
  const next = nextAttempt(attempts, now, random);
  const since = new Date(now.getTime() - givenUpAfterMs);
  const gone = status === 410;
  await prisma.$transaction([
    prisma.webhookDelivery.updateMany({
      where: mine,
      data: next ? { ...told, nextAttemptAt: next } : { ...told, state: 'FAILED' },
    }),
    prisma.webhookEndpoint.updateMany({
      where: { id: endpointId, failingSince: null },
      data: { failingSince: now },
    }),
    prisma.webhookEndpoint.updateMany({
      where: { id: endpointId, disabledAt: null, ...(!gone && { failingSince: { lte: since } }) },
      data: {
        disabledAt: now,
        disabledReason: gone
          ? 'It answered 410 Gone. Correct the address, then switch it on again.'
          : `Nothing was delivered for 5 days; at last: ${error} Correct it, then switch it on again.`,
      },
    }),
  ]);
}
