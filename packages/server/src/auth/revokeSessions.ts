import type { Prisma } from '../database/client.js';

/**
 * Ends sessions and the embed tokens that were made with them; to be called within `changeIdentity`.
 *
 * @returns how many sessions were open until now.
 */
export async function revokeSessions(
  transaction: Prisma.TransactionClient,
  where: Prisma.SessionWhereInput,
  now = new Date(),
): Promise<number> {
  const open = await transaction.session.findMany({
    where: { AND: [where, { revokedAt: null }] },
    select: { id: true },
  });
  const ids = open.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await transaction.embedToken.updateMany({
    where: { parentId: { in: ids }, revokedAt: null },
    data: { revokedAt: now },
  });
  const { count } = await transaction.session.updateMany({
    where: { id: { in: ids }, revokedAt: null },
    data: { revokedAt: now },
  });
  return count;
}
