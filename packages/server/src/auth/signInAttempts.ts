import { createHmac } from 'node:crypto';
import type { Services } from '../services.js';
import { backOffSeconds } from './backOff.js';
import { deriveKey } from './deriveKey.js';
import { tooManyAttempts } from './tooManyAttempts.js';

type AttemptServices = Pick<Services, 'prisma' | 'secret'>;

const keptMs = 24 * 60 * 60 * 1000;

/**
 * Wrong passwords by name, in the database, so that every process and every restart goes on counting. Names that have an account
 * and names that have none are counted alike, with the same statements: neither waiting times nor work tell which is which.
 */
export const signInAttempts = {
  /** Throws QUOTA_EXCEEDED while the name has to wait. */
  async check(services: AttemptServices, email: string, now: Date): Promise<void> {
    const id = hashOfName(services, email);
    const known = await services.prisma.signInAttempt.findUnique({ where: { id } });
    if (known?.lockedUntil && known.lockedUntil > now) throw tooManyAttempts(known.lockedUntil, now);
  },

  /** Notes a wrong password. Counted by the database, so that attempts at the same moment each count. */
  async countFailure(services: AttemptServices, email: string, now: Date): Promise<void> {
    const { prisma } = services;
    const id = hashOfName(services, email);
    // A quiet day is as good as a success; without this, made-up names would fill the table.
    await prisma.signInAttempt.deleteMany({ where: { updatedAt: { lt: new Date(now.getTime() - keptMs) } } });
    const { failures } = await prisma.signInAttempt.upsert({
      where: { id },
      create: { id, failures: 1, updatedAt: now },
      update: { failures: { increment: 1 }, updatedAt: now },
    });
    const wait = backOffSeconds(failures);
    const lockedUntil = wait > 0 ? new Date(now.getTime() + wait * 1000) : null;
    await prisma.signInAttempt.updateMany({ where: { id }, data: { lockedUntil } });
  },

  /** After a success. */
  async forget(services: AttemptServices, email: string): Promise<void> {
    await services.prisma.signInAttempt.deleteMany({
      where: { id: hashOfName(services, email) },
    });
  },
};

/** Keyed, so that a copy of the table does not tell what people typed. */
function hashOfName({ secret }: AttemptServices, email: string): string {
  return createHmac('sha256', deriveKey(secret, 'sign-in-attempts')).update(email).digest('hex');
}
