import { EventEyeError } from '@eventeye/core';
import type { User } from '../database/client.js';
import type { Caller, Services } from '../services.js';
import { changeIdentity } from './identityChange.js';
import { mayManageAccount } from './mayManageAccount.js';
import { hashPassword, verifyPassword } from './password.js';
import { checkNewPassword } from './passwordPolicy.js';
import { revokeSessions } from './revokeSessions.js';
import { signInAttempts } from './signInAttempts.js';

/**
 * Changes the caller's own password. Every other session of theirs ends: whoever knew the former password is out. Wrong
 * guesses count as those of signIn do.
 *
 * @throws EventEyeError FORBIDDEN, VALIDATION_FAILED, INVALID_CREDENTIALS, QUOTA_EXCEEDED.
 */
export async function changePassword(
  services: Pick<Services, 'prisma' | 'principals' | 'secret'>,
  caller: Caller,
  input: { currentPassword: string; newPassword: string },
  now = new Date(),
): Promise<User> {
  mayManageAccount(caller);
  const { prisma } = services;
  const user = await prisma.user.findUniqueOrThrow({ where: { id: caller.userId } });
  checkNewPassword(input.newPassword, user.email, ['input', 'newPassword']);
  await signInAttempts.check(services, user.email, now);
  if (!(await verifyPassword(user.passwordHash, input.currentPassword))) {
    await signInAttempts.countFailure(services, user.email, now);
    throw new EventEyeError('INVALID_CREDENTIALS', 'The present password is wrong. Check it and try again.');
  }
  await signInAttempts.forget(services, user.email);
  const passwordHash = await hashPassword(input.newPassword);
  return changeIdentity(services, async (transaction) => {
    await revokeSessions(transaction, {
      userId: user.id,
      ...(caller.token.id && { id: { not: caller.token.id } }),
    });
    return transaction.user.update({ where: { id: user.id }, data: { passwordHash } });
  });
}
