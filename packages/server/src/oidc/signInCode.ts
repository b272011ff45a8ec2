import { createHash, randomUUID } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import { changeIdentity } from '../auth/identityChange.js';
import { revokeSessions } from '../auth/revokeSessions.js';
import { type OpenSession, startSession } from '../auth/session.js';
import { hashOf, randomToken } from '../auth/tokenHash.js';
import type { User } from '../database/client.js';
import type { Services } from '../services.js';

const goodForMs = 60_000;

/** A code for the application's redirect address: good once, for a minute, with the application's own code verifier. */
export async function issueSignInCode(
  { prisma }: Pick<Services, 'prisma'>,
  user: User,
  { codeChallenge, sessionEndsAt }: { codeChallenge: string; sessionEndsAt: Date },
  now = new Date(),
): Promise<string> {
  const code = randomToken();
  const dayMs = 24 * 60 * 60 * 1000;
  await prisma.signInCode.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - dayMs) } } });
  await prisma.signInCode.create({
    data: {
      organizationId: user.organizationId,
      userId: user.id,
      codeHash: hashOf(code),
      codeChallenge,
      sessionEndsAt,
      expiresAt: new Date(now.getTime() + goodForMs),
    },
  });
  return code;
}

/**
 * Begins the session that a code stands for. A code presented twice is in two hands: the session it was exchanged for ends (RFC
 * 6749 4.1.2). One presented with a wrong verifier is used up.
 *
 * @throws EventEyeError INVALID_CREDENTIALS.
 */
export async function exchangeSignInCode(
  services: Pick<Services, 'prisma' | 'principals' | 'secret'>,
  { code, codeVerifier }: { code: string; codeVerifier: string },
  now = new Date(),
): Promise<OpenSession> {
  const { prisma } = services;
  const found = await prisma.signInCode.findUnique({
    where: { codeHash: hashOf(code) },
    include: { user: true },
  });
  if (!found) throw refused();
  const sessionId = randomUUID();
  // The update decides between two who come at once: only one of them finds the code unused.
  const { count } = await prisma.signInCode.updateMany({
    where: { id: found.id, usedAt: null },
    data: { usedAt: now, sessionId },
  });
  if (count === 0) {
    const used = await prisma.signInCode.findUniqueOrThrow({ where: { id: found.id } });
    if (used.sessionId) {
      const id = used.sessionId;
      await changeIdentity(services, (transaction) => revokeSessions(transaction, { id }, now));
    }
    throw refused();
  }
  const challenge = createHash('sha256').update(codeVerifier).digest('base64url');
  const isGood = challenge === found.codeChallenge && found.expiresAt > now && !found.user.deactivatedAt;
  if (!isGood) throw refused();
  return startSession(services, found.user, { sessionId, expiresAt: found.sessionEndsAt });
}

function refused(): EventEyeError {
  return new EventEyeError(
    'INVALID_CREDENTIALS',
    'The code is not good, was used before or has expired. Sign in again.',
  );
}
