import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import type { User } from '../database/client.js';
import type { Services } from '../services.js';
import { signAccessToken } from './accessToken.js';
import { callerOf } from './caller.js';

/** What a signed-in client holds. */
export interface SessionTokens {
  accessToken: string;
  refreshToken: string;
}

type SessionServices = Pick<Services, 'prisma' | 'secret'>;

const refreshTokenDays = 30;

/** Begins a session: the first link of a chain of refresh tokens. */
export async function startSession(
  services: SessionServices,
  user: User,
): Promise<SessionTokens & { user: User }> {
  return { ...(await issue(services, user, randomUUID())), user };
}

/**
 * Exchanges a refresh token for the next link of its chain. A token that was used before is in two hands, and we can
 * not tell whose: the whole chain ends (RFC 9700 4.14.2). Throws INVALID_CREDENTIALS or TOKEN_EXPIRED.
 */
export async function refreshSession(
  services: SessionServices,
  refreshToken: string,
  now = new Date(),
): Promise<SessionTokens & { user: User }> {
  const { prisma } = services;
  const found = await prisma.refreshToken.findUnique({
    where: { tokenHash: hashOf(refreshToken) },
    include: { user: true },
  });
  if (!found || found.revokedAt) throw ended();
  if (found.expiresAt <= now) {
    throw new EventEyeError('TOKEN_EXPIRED', 'The session has run out. Sign in again.');
  }
  // The update decides between two who come at once: only one of them finds the token unused.
  const { count } = await prisma.refreshToken.updateMany({
    where: { id: found.id, usedAt: null, revokedAt: null },
    data: { usedAt: now },
  });
  if (count === 0) {
    await revokeFamily(services, found.familyId, now);
    throw ended();
  }
  return { ...(await issue(services, found.user, found.familyId)), user: found.user };
}

/** Ends the session that a refresh token belongs to; an unknown token is as good as signed out. */
export async function signOut(
  services: SessionServices,
  refreshToken: string,
  now = new Date(),
): Promise<void> {
  const found = await services.prisma.refreshToken.findUnique({ where: { tokenHash: hashOf(refreshToken) } });
  if (found) await revokeFamily(services, found.familyId, now);
}

async function issue(services: SessionServices, user: User, familyId: string): Promise<SessionTokens> {
  const refreshToken = randomBytes(32).toString('base64url');
  await services.prisma.refreshToken.create({
    data: {
      userId: user.id,
      familyId,
      tokenHash: hashOf(refreshToken),
      expiresAt: new Date(Date.now() + refreshTokenDays * 24 * 60 * 60 * 1000),
    },
  });
  return { accessToken: await signAccessToken(services.secret, callerOf(user)), refreshToken };
}

async function revokeFamily({ prisma }: SessionServices, familyId: string, now: Date): Promise<void> {
  await prisma.refreshToken.updateMany({ where: { familyId, revokedAt: null }, data: { revokedAt: now } });
}

/** 256 random bits need no slow hash. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function ended(): EventEyeError {
  return new EventEyeError('INVALID_CREDENTIALS', 'The session has ended. Sign in again.');
}
