import { EventEyeError } from '@eventeye/core';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from '../services.js';
import { callerOf, sessionToken } from './caller.js';
import { deriveKey } from './deriveKey.js';

/** How long an access token is good for, in seconds. It can not be revoked, hence short. */
export const accessTokenSeconds = 15 * 60;

const issuer = 'eventeye';
const claims = z.object({
  sub: z.uuid(),
  org: z.uuid(),
  role: z.enum(['ADMIN', 'CLINICIAN', 'VIEWER', 'INTEGRATION']),
  exp: z.int(),
});

/** A signed token (JWT, HS256) that says who the caller is. */
export function signAccessToken(secret: string, caller: Caller, now = new Date()): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ org: caller.organizationId, role: caller.role })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setSubject(caller.userId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + accessTokenSeconds)
    .sign(deriveKey(secret, 'access-token'));
}

/** The caller a token speaks for. Throws TOKEN_EXPIRED, or UNAUTHENTICATED for anything we did not sign. */
export async function verifyAccessToken(secret: string, token: string, now = new Date()): Promise<Caller> {
  try {
    const { payload } = await jwtVerify(token, deriveKey(secret, 'access-token'), {
      algorithms: ['HS256'],
      typ: 'at+jwt',
      issuer,
      audience: issuer,
      currentDate: now,
    });
    const { sub, org, role, exp } = claims.parse(payload);
    const session = sessionToken({ expiresAt: new Date(exp * 1000) });
    return callerOf({ id: sub, organizationId: org, role }, session);
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) {
      throw new EventEyeError(
        'TOKEN_EXPIRED',
        'The access token has expired. Get a new one with refreshSession.',
      );
    }
    throw new EventEyeError('UNAUTHENTICATED', 'The access token is not valid. Sign in again.', { cause });
  }
}
