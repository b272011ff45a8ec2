import { EventEyeError } from '@eventeye/core';
import { callerOf } from '../auth/caller.js';
import { hashPassword } from '../auth/password.js';
import type { Caller, Services } from '../services.js';
import { demoAccounts, demoOrganization, demoPassword } from './demoAccounts.js';

/**
 * Makes the demonstration's organization and users where they are missing; what is there stays as it is.
 * Throws FORBIDDEN outside demo mode: these passwords are public.
 *
 * @returns the caller on whose behalf the demonstration's studies are uploaded.
 */
export async function seedAccounts(services: Pick<Services, 'prisma' | 'config'>): Promise<Caller> {
  if (!services.config.demo) {
    throw new EventEyeError(
      'FORBIDDEN',
      'Demonstration accounts exist in demo mode only. Run `npm run demo`.',
    );
  }
  const { prisma } = services;
  await prisma.organization.upsert({
    where: { id: demoOrganization.id },
    update: {},
    create: demoOrganization,
  });
  for (const account of demoAccounts) {
    if (await prisma.user.findUnique({ where: { email: account.email } })) continue;
    const passwordHash = await hashPassword(demoPassword);
    await prisma.user.create({ data: { ...account, organizationId: demoOrganization.id, passwordHash } });
  }
  const admin = await prisma.user.findUniqueOrThrow({ where: { email: demoAccounts[0]!.email } });
  return callerOf(admin);
}
