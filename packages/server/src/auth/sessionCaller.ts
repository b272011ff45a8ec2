import { EventEyeError, type Role } from '@eventeye/core';
import type { Caller, Services } from '../services.js';
import type { AccessTokenClaims } from './accessToken.js';
import { callerOf, sessionToken } from './caller.js';

/**
 * The caller that a session speaks for, with the role of this moment: a token says who, the database what they may.
 * Costs one statement, at most every few seconds a session.
 *
 * @throws EventEyeError UNAUTHENTICATED when the session was ended or the user deactivated.
 */
export async function sessionCaller(
  services: Pick<Services, 'prisma' | 'principals'>,
  { userId, sessionId, expiresAt }: Omit<AccessTokenClaims, 'expiresAt'> & { expiresAt: Date | null },
): Promise<Caller> {
  const user = await services.principals.of(`session:${sessionId}`, () => loadUser(services, sessionId));
  if (user?.id !== userId) {
    throw new EventEyeError('UNAUTHENTICATED', 'The session has ended. Sign in again.');
  }
  return callerOf(user, sessionToken({ id: sessionId, expiresAt }));
}

interface SessionUser {
  id: string;
  organizationId: string;
  role: Role;
}

async function loadUser({ prisma }: Pick<Services, 'prisma'>, id: string): Promise<SessionUser | null> {
  const rows = await prisma.$queryRaw<SessionUser[]>`
    SELECT u.id::text AS id, u."organizationId"::text AS "organizationId", u.role::text AS role
    FROM "Session" s JOIN "User" u ON u.id = s."userId"
    WHERE s.id = ${id}::uuid AND s."revokedAt" IS NULL AND u."deactivatedAt" IS NULL
      AND (s."expiresAt" IS NULL OR s."expiresAt" > now())`;
  return rows[0] ?? null;
}
