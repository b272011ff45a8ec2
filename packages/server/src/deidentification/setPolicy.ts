import { EventEyeError } from '@eventeye/core';
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
  if (caller.role !== 'ADMIN') {
    throw new EventEyeError(
      'FORBIDDEN',
      'Only an administrator may set how uploads are de-identified. Ask one.',
    );
  }
  return prisma.organization.update({
    where: { id: caller.organizationId },
    data: { deidentificationPolicy: policy },
  });
}
