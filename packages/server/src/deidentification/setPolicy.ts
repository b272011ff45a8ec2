import { mayAdminister } from '../access/mayAdminister.js';
import type { Organization, PrismaClient } from '../database/client.js';
import type { Caller } from '../services.js';
import type { DeidentificationPolicy } from './policy.js';

/**
 * Sets the policy of the caller's organization; it holds for uploads from then on. What is stored stays as it is.
 *
 * @throws EventEyeError FORBIDDEN for anyone but an administrator.
 */
export async function setDeidentificationPolicy(
  prisma: PrismaClient,
  caller: Caller,
  policy: DeidentificationPolicy,
): Promise<Organization> {
  mayAdminister(caller, 'set how uploads are de-identified');
  return prisma.organization.update({
    where: { id: caller.organizationId },
    data: { deidentificationPolicy: policy },
  });
}
