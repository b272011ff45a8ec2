import { mayAdminister } from '../access/mayAdminister.js';
import { changeIdentity } from '../auth/identityChange.js';
import type { ApiKey } from '../database/client.js';
import { notFound } from '../schema/requireRowId.js';
import type { Caller, Services } from '../services.js';

/**
 * Revokes an API key, and the embed tokens that were made with it. Revoking again changes nothing.
 *
 * @throws EventEyeError FORBIDDEN for anyone but an administrator, NOT_FOUND.
 */
export async function revokeApiKey(
  services: Pick<Services, 'prisma' | 'principals'>,
  caller: Caller,
  id: string,
  now = new Date(),
): Promise<ApiKey> {
  mayAdminister(caller, 'revoke API keys');
  const { organizationId } = caller;
  return changeIdentity(services, async (transaction) => {
    const key = await transaction.apiKey.findFirst({ where: { id, organizationId } });
    if (!key) throw notFound('API key');
    if (key.revokedAt) return key;
    await transaction.embedToken.updateMany({
      where: { parentId: id, revokedAt: null },
      data: { revokedAt: now },
    });
    return transaction.apiKey.update({ where: { id }, data: { revokedAt: now } });
  });
}
