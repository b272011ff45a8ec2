import { mayAdminister } from '../access/mayAdminister.js';
import { notFound } from '../schema/requireRowId.js';
import type { Caller, Services } from '../services.js';
import { changeIdentity } from './identityChange.js';
import { mayManageAccount } from './mayManageAccount.js';
import { revokeSessions } from './revokeSessions.js';

/**
 * Ends every session of the caller, or of another user for administrators, with the embed tokens made by that user. API keys
 * stay: they are revoked one by one.
 *
 * @param userId row id; the caller when left out.
 * @returns how many sessions were open. Throws FORBIDDEN, NOT_FOUND.
 */
export async function signOutEverywhere(
  services: Pick<Services, 'prisma' | 'principals'>,
  caller: Caller,
  userId: string = caller.userId,
): Promise<number> {
  mayManageAccount(caller);
  if (userId !== caller.userId) mayAdminister(caller, 'end the sessions of others');
  const { organizationId } = caller;
  return changeIdentity(services, async (transaction) => {
    const user = await transaction.user.findFirst({
      where: { id: userId, organizationId },
      select: { id: true },
    });
    if (!user) throw notFound('user');
    await transaction.embedToken.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    return revokeSessions(transaction, { userId });
  });
}
