import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import type { Services } from '../services.js';
import { emailAddress } from './emailAddress.js';
import { verifyPassword } from './password.js';
import { type OpenSession, startSession } from './session.js';
import { signInAttempts } from './signInAttempts.js';

const credentials = z.object({
  email: emailAddress,
  password: z.string().min(1).max(1024),
});

/**
 * Begins a session with email and password. Wrong passwords are answered ever later, and so are names that do not
 * exist: neither words nor waiting times tell who has an account.
 *
 * Throws VALIDATION_FAILED, INVALID_CREDENTIALS, or QUOTA_EXCEEDED with `retryAfterSeconds`.
 */
export async function signIn(
  services: Pick<Services, 'prisma' | 'secret'>,
  input: { email: string; password: string },
  now = new Date(),
): Promise<OpenSession> {
  const { email, password } = parse(input);
  const { prisma } = services;
  const user = await prisma.user.findUnique({ where: { email } });
  await signInAttempts.check(services, email, now);
  // Exactly one hash is worked out whoever asks: for nobody, for who has no password, for who was deactivated.
  const matches = await verifyPassword(user?.passwordHash ?? null, password);
  if (user && matches && !user.deactivatedAt) {
    await signInAttempts.forget(services, email);
    return startSession(services, user);
  }
  await signInAttempts.countFailure(services, email, now);
  throw new EventEyeError('INVALID_CREDENTIALS', 'Email or password is wrong. Check both and try again.');
}

function parse(input: { email: string; password: string }) {
  const parsed = credentials.safeParse(input);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.map(String) ?? [];
  const message =
    path[0] === 'email' ? 'Give a valid email address.' : 'Give a password of 1 to 1024 characters.';
  throw new EventEyeError('VALIDATION_FAILED', message, { path: ['input', ...path] });
}
