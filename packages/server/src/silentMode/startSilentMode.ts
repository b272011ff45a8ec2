import { EventEyeError } from '@eventeye/core';
import { mayAdminister } from '../access/mayAdminister.js';
import type { PrismaClient, SilentMode } from '../database/client.js';
import type { Caller } from '../services.js';
import { lockSilentMode, openSilentMode } from './openSilentMode.js';

const mostPatients = 100_000;

/**
 * From now on results of the caller's organization are computed, stored aside and shown to nobody; those that are shown already
 * stay. What runs at this moment ends silently too.
 *
 * @param targetPatients how many the organization wants to see before it decides.
 * @throws EventEyeError FORBIDDEN, VALIDATION_FAILED, CONFLICT where it runs already.
 */
export async function startSilentMode(
  prisma: PrismaClient,
  caller: Caller,
  targetPatients: number,
): Promise<SilentMode> {
  mayAdminister(caller, 'start silent mode');
  if (!(targetPatients >= 1 && targetPatients <= mostPatients)) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      `Give a number of patients from 1 to ${mostPatients.toLocaleString('en-US')}.`,
      { path: ['input', 'targetPatients'] },
    );
  }
  const { organizationId, userId } = caller;
  return prisma.$transaction(async (transaction) => {
    await lockSilentMode(transaction, organizationId);
    if (await openSilentMode(transaction, organizationId))
      throw new EventEyeError('CONFLICT', 'Silent mode runs already. End it before you start another.');
    return transaction.silentMode.create({ data: { organizationId, targetPatients, startedById: userId } });
  });
}
