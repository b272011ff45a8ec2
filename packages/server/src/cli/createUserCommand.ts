import { text } from 'node:stream/consumers';
import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import { hashPassword } from '../auth/password.js';
import { parseConfig } from '../config.js';
import { isUniqueViolation } from '../database/isUniqueViolation.js';
import { openDatabase } from '../database/openDatabase.js';
import { createLog } from './createLog.js';

/** What `eventeye create-user` is told. */
export interface CreateUserOptions {
  email: string;
  name: string;
  role: string;
  organization: string;
}

const user = z.object({
  email: z.email('must be an e-mail address'),
  name: z.string().trim().min(1, 'must not be empty'),
  role: z.enum(['ADMIN', 'CLINICIAN', 'VIEWER', 'INTEGRATION']),
  organization: z.string().trim().min(1, 'must not be empty'),
  password: z.string().min(12, 'must have at least 12 characters'),
});

/**
 * `eventeye create-user`: adds a user to an organization, which is made where its name is new. The password comes on
 * standard input, so that it stands in no process list and no shell history.
 *
 * @throws EventEyeError VALIDATION_FAILED, CONFLICT for an e-mail address that is taken, DATA_DIRECTORY_LOCKED while a
 * server runs on the embedded database.
 */
export async function createUserCommand(options: CreateUserOptions): Promise<void> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const parsed = user.safeParse({ ...options, role: options.role.toUpperCase(), password });
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new EventEyeError(
      'VALIDATION_FAILED',
      `Correct these: ${faults.join('; ')}. The password is read from standard input.`,
    );
  }
  const { email, name, role, organization } = parsed.data;
  const config = parseConfig(process.env);
  const database = await openDatabase(config, createLog('warn'));
  try {
    const passwordHash = await hashPassword(parsed.data.password);
    await database.prisma.$transaction(async (transaction) => {
      const known = await transaction.organization.findFirst({ where: { name: organization } });
      const { id: organizationId } =
        known ?? (await transaction.organization.create({ data: { name: organization } }));
      await transaction.user.create({
        data: { email: email.toLowerCase(), name, role, organizationId, passwordHash },
      });
    });
    console.log(`${role} ${email} can sign in now, for ${organization}.`);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new EventEyeError('CONFLICT', 'There is a user with this e-mail address already. Choose another.', {
      cause: error,
    });
  } finally {
    await database.close();
  }
}
