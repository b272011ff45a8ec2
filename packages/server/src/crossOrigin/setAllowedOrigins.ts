import { mayAdminister } from '../access/mayAdminister.js';
import type { Organization } from '../database/client.js';
import type { Caller, Services } from '../services.js';
import { parseOrigins } from './parseOrigin.js';

/**
 * Sets which pages elsewhere may use the API for the caller's organization, in place of those before.
 *
 * @throws EventEyeError FORBIDDEN for anyone but an administrator, VALIDATION_FAILED.
 */
export async function setAllowedOrigins(
  { prisma, origins }: Pick<Services, 'prisma' | 'origins'>,
  caller: Caller,
  texts: readonly string[],
): Promise<Organization> {
  mayAdminister(caller, 'set which origins may use the API');
  const organization = await prisma.organization.update({
    where: { id: caller.organizationId },
    data: { allowedOrigins: parseOrigins(texts) },
  });
  origins.forget();
  return organization;
}
