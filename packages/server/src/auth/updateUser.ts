import { EventEyeError, type Role } from '@eventeye/core';
import { mayAdminister } from '../access/mayAdminister.js';
import type { Prisma, User } from '../database/client.js';
import { notFound } from '../schema/requireRowId.js';
import type { Caller, Services } from '../services.js';
import { checkUserName } from './createUser.js';
import { changeIdentity } from './identityChange.js';
import { hashPassword } from './password.js';
import { checkNewPassword } from './passwordPolicy.js';
import { revokeSessions } from './revokeSessions.js';
import { revokeUserTokens } from './revokeUserTokens.js';
import { signInAttempts } from './signInAttempts.js';

/** What an administrator changes of a user; what is left out stays. */
export interface UserChange {
  userId: string;
  name?: string | null | undefined;
  role?: Role | null | undefined;
  /** False takes every token from the user at once. */
  isActive?: boolean | null | undefined;
  /** For a user who forgot theirs; ends all of their sessions. */
  newPassword?: string | null | undefined;
}

/**
 * Changes a user of the caller's organization. A new role holds for the very next request of every token they have.
 *
 * @throws EventEyeError FORBIDDEN for anyone but an administrator, NOT_FOUND, VALIDATION_FAILED, CONFLICT when nobody would
 * be left to administer the organization.
 */
export async function updateUser(
  services: Pick<Services, 'prisma' | 'principals' | 'secret'>,
  caller: Caller,
  { userId, name, role, isActive, newPassword }: UserChange,
  now = new Date(),
): Promise<User> {
  mayAdminister(caller, 'change users');
  const { organizationId } = caller;
  const known = await services.prisma.user.findFirst({ where: { id: userId, organizationId } });
  if (!known) throw notFound('user');
  const data: Prisma.UserUpdateInput = {};
  if (name != null) data.name = checkUserName(name);
  if (role != null) data.role = role;
  if (isActive != null) data.deactivatedAt = isActive ? null : (known.deactivatedAt ?? now);
  if (newPassword != null) {
    checkNewPassword(newPassword, known.email, ['input', 'newPassword']);
    data.passwordHash = await hashPassword(newPassword);
    // Whoever forgot theirs has tried some.
    await signInAttempts.forget(services, known.email);
  }
  return changeIdentity(services, async (transaction) => {
    await lockOrganization(transaction, organizationId);
    const user = await transaction.user.update({ where: { id: userId }, data });
    await keepAnAdministrator(transaction, organizationId);
    if (user.deactivatedAt) await revokeUserTokens(transaction, userId, now);
    else if (newPassword != null) await revokeSessions(transaction, { userId }, now);
    return user;
  });
}

/** Two administrators who deactivate each other at the same moment do so one after the other. */
async function lockOrganization(transaction: Prisma.TransactionClient, id: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 AS one FROM "Organization" WHERE id = ${id}::uuid FOR UPDATE`;
}

async function keepAnAdministrator(
  transaction: Prisma.TransactionClient,
  organizationId: string,
): Promise<void> {
  const left = await transaction.user.count({
    where: { organizationId, role: 'ADMIN', deactivatedAt: null },
  });
  if (left > 0) return;
  throw new EventEyeError(
    'CONFLICT',
    'Nobody would be left to administer your organization. Make somebody else an ADMIN first.',
  );
}
