import type { Prisma } from '../database/client.js';
import { revokeSessions } from './revokeSessions.js';

/**
 * Ends everything a user holds: sessions, embed tokens and API keys. To be called within `changeIdentity`.
 *
 * @returns how many sessions were open until now.
 */
export async function revokeUserTokens(
  transaction: Prisma.TransactionClient,
  userId: string,
  now = new Date(),
): Promise<number> {
  const stillGood = { where: { userId, revokedAt: null }, data: { revokedAt: now } };
  await transaction.embedToken.updateMany(stillGood);
  await transaction.apiKey.updateMany(stillGood);
  return revokeSessions(transaction, { userId }, now);
}
