import { canAdminister } from '../access/mayAdminister.js';
import { changeIdentity } from '../auth/identityChange.js';
import { notFound } from '../schema/requireRowId.js';
import type { Caller, Services } from '../services.js';

/**
 * Ends an embed token of the caller's; administrators end any of their organization's. A token may end itself, when its page
 * is closed. Ending one again changes nothing.
 *
 * @throws EventEyeError NOT_FOUND, also for one that somebody else made.
 */
export async function revokeEmbedToken(
  services: Pick<Services, 'prisma' | 'principals'>,
  caller: Caller,
  id: string,
  now = new Date(),
): Promise<void> {
  const { organizationId, userId, token } = caller;
  const whose = canAdminister(caller)
    ? {}
    : token.kind === 'EMBED'
      ? { AND: { id: token.id ?? '' } }
      : { userId };
  await changeIdentity(services, async (transaction) => {
    const where = { id, organizationId, ...whose };
    const known = await transaction.embedToken.findFirst({ where, select: { id: true } });
    if (!known) throw notFound('embed token');
    await transaction.embedToken.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  });
}
