import { EventEyeError } from '@eventeye/core';
import type { PrismaClient } from '../database/client.js';
import type { Caller } from '../services.js';
import { openSilentMode } from './openSilentMode.js';

/**
 * Keeps a door shut that answers with a result and stores nothing.
 *
 * @throws EventEyeError FORBIDDEN while the caller's organization runs silent mode.
 */
export async function refuseSilent(prisma: PrismaClient, { organizationId }: Caller): Promise<void> {
  if ((await openSilentMode(prisma, organizationId)) === null) return;
  throw new EventEyeError(
    'FORBIDDEN',
    'Your organization runs silent mode, in which no result is shown. Upload the image and have it analysed, or ask an administrator to end it.',
  );
}
