import type { Services } from '../services.js';
import { backOffSeconds } from './backOff.js';

/**
 * Notes a wrong password of a user, who has to wait from the fifth on. Counted by the database, so that attempts at the same
 * moment each count.
 */
export async function countFailure(
  { prisma }: Pick<Services, 'prisma'>,
  userId: string,
  now: Date,
): Promise<void> {
  const { failedSignIns } = await prisma.user.update({
    where: { id: userId },
    data: { failedSignIns: { increment: 1 } },
  });
  const wait = backOffSeconds(failedSignIns);
  const lockedUntil = wait > 0 ? new Date(now.getTime() + wait * 1000) : null;
  await prisma.user.update({ where: { id: userId }, data: { lockedUntil } });
}
