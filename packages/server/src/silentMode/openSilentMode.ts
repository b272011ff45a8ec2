import type { Prisma, PrismaClient } from '../database/client.js';

/**
 * The open silent mode of an organization. Within a transaction nobody begins or ends one until that is over.
 *
 * @returns its row id, or null where results are shown.
 */
export async function openSilentMode(
  executor: PrismaClient | Prisma.TransactionClient,
  organizationId: string,
): Promise<string | null> {
  const [row] = await executor.$queryRaw<{ id: string | null }[]>`
    SELECT "openSilentMode"(${organizationId}::uuid)::text AS id`;
  return row?.id ?? null;
}

/** Waits until nobody is storing a result of the organization, and keeps everybody from it until the transaction ends. */
export async function lockSilentMode(
  transaction: Prisma.TransactionClient,
  organizationId: string,
): Promise<void> {
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock("silentModeLock"(${organizationId}::uuid))::text`;
}
