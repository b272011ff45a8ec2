import { EventEyeError, type Role } from '@eventeye/core';
import { mayAdminister } from '../access/mayAdminister.js';
import type { User } from '../database/client.js';
import { isUniqueViolation } from '../database/isUniqueViolation.js';
import type { Caller, Services } from '../services.js';
import { emailAddress } from './emailAddress.js';
import { hashPassword } from './password.js';
import { checkNewPassword } from './passwordPolicy.js';

/** What an administrator says of a new user. */
export interface NewUser {
  email: string;
  name: string;
  role: Role;
  /** Without one they sign in through the identity provider, or not at all. */
  password?: string | null | undefined;
}

/**
 * Adds a user to the caller's organization.
 *
 * @throws EventEyeError FORBIDDEN for anyone but an administrator, VALIDATION_FAILED, CONFLICT for an e-mail address that
 * is taken.
 */
export async function createUser(
  { prisma }: Pick<Services, 'prisma'>,
  caller: Caller,
  input: NewUser,
): Promise<User> {
  mayAdminister(caller, 'add users');
  const email = emailAddress.safeParse(input.email);
  if (!email.success) {
    throw new EventEyeError('VALIDATION_FAILED', 'Give a valid email address.', { path: ['input', 'email'] });
  }
  const name = checkUserName(input.name);
  if (input.password != null) checkNewPassword(input.password, email.data, ['input', 'password']);
  const passwordHash = input.password == null ? null : await hashPassword(input.password);
  const { organizationId } = caller;
  try {
    return await prisma.user.create({
      data: { email: email.data, name, role: input.role, passwordHash, organizationId },
    });
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw new EventEyeError('CONFLICT', 'There is a user with this e-mail address already. Choose another.', {
      cause,
    });
  }
}

/** The name without blanks around it. Throws VALIDATION_FAILED when it is empty or longer than 200 characters. */
export function checkUserName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length >= 1 && trimmed.length <= 200) return trimmed;
  throw new EventEyeError('VALIDATION_FAILED', 'Give a name of 1 to 200 characters.', {
    path: ['input', 'name'],
  });
}
