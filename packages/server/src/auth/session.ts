import { randomUUID } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import type { User } from '../database/client.js';
import type { Services } from '../services.js';
import { signAccessToken } from './accessToken.js';
import { callerOf, sessionToken } from './caller.js';
import { changeIdentity } from './identityChange.js';
import { revokeSessions } from './revokeSessions.js';
import { hashOf, randomToken } from './tokenHash.js';

/** What a signed-in client holds. */
export interface SessionTokens {
  accessToken: string;
  refreshToken: string;
}

/** A session as it begins or goes on. */
export interface OpenSession extends SessionTokens {
  sessionId: string;
  user: User;
}

type SessionServices = Pick<Services, 'prisma' | 'principals' | 'secret'>;

const refreshTokenDays = 30;

/**
 * Begins a session: the first link of a chain of refresh tokens.
 *
 * @param expiresAt when people have to sign in again, however often they refresh.
 */
export async function startSession(
  services: Pick<SessionServices, 'prisma' | 'secret'>,
  user: User,
  { sessionId = randomUUID(), expiresAt = null }: { sessionId?: string; expiresAt?: Date | null } = {},
): Promise<OpenSession> {
  const { id: userId, organizationId } = user;
  // Those that nobody can go on with; a used token is kept as long as it was good, to notice a thief.
  await services.prisma.session.deleteMany({
    where: {
      userId,
      // Not one that begins at this very moment and has no token yet.
      createdAt: { lt: new Date(Date.now() - 24 * 60 * 60 * 1000) },
      refreshTokens: { none: { expiresAt: { gt: new Date() } } },
    },
  });
  await services.prisma.session.create({ data: { id: sessionId, userId, organizationId, expiresAt } });
  return issue(services, user, sessionId);
}

/**
 * Exchanges a refresh token for the next link of its chain. A token that was used before is in two hands, and we can
 * not tell whose: the whole session ends (RFC 9700 4.14.2). Throws INVALID_CREDENTIALS or TOKEN_EXPIRED.
 */
export async function refreshSession(
  services: SessionServices,
  refreshToken: string,
  now = new Date(),
): Promise<OpenSession> {
  const { prisma } = services;
  const found = await prisma.refreshToken.findUnique({
    where: { tokenHash: hashOf(refreshToken) },
    include: { user: true, session: true },
  });
  if (!found || found.session.revokedAt || found.user.deactivatedAt) throw ended();
  const { expiresAt } = found.session;
  if (found.expiresAt <= now || (expiresAt && expiresAt <= now)) {
    throw new EventEyeError('TOKEN_EXPIRED', 'The session has run out. Sign in again.');
  }
  // The update decides between two who come at once: only one of them finds the token unused.
  const { count } = await prisma.refreshToken.updateMany({
    where: { id: found.id, usedAt: null, session: { revokedAt: null } },
    data: { usedAt: now },
  });
  if (count === 0) {
    await changeIdentity(services, (transaction) => revokeSessions(transaction, { id: found.familyId }, now));
    throw ended();
  }
  await prisma.refreshToken.deleteMany({ where: { familyId: found.familyId, expiresAt: { lt: now } } });
  return issue(services, found.user, found.familyId);
}

/** Ends the session that a refresh token belongs to; an unknown token is as good as signed out. */
export async function signOut(
  services: SessionServices,
  refreshToken: string,
  now = new Date(),
): Promise<void> {
  const found = await services.prisma.refreshToken.findUnique({ where: { tokenHash: hashOf(refreshToken) } });
  if (!found) return;
  await changeIdentity(services, (transaction) => revokeSessions(transaction, { id: found.familyId }, now));
}

async function issue(
  services: Pick<SessionServices, 'prisma' | 'secret'>,
  user: User,
  sessionId: string,
): Promise<OpenSession> {
  const refreshToken = randomToken();
  await services.prisma.refreshToken.create({
    data: {
      userId: user.id,
      familyId: sessionId,
      tokenHash: hashOf(refreshToken),
      expiresAt: new Date(Date.now() + refreshTokenDays * 24 * 60 * 60 * 1000),
    },
  });
  const caller = callerOf(user, sessionToken({ id: sessionId }));
  return { accessToken: await signAccessToken(services.secret, caller), refreshToken, sessionId, user };
}

function ended(): EventEyeError {
  return new EventEyeError('INVALID_CREDENTIALS', 'The session has ended. Sign in again.');
}
