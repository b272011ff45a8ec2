import { EventEyeError } from '@eventeye/core';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from '../services.js';
import { deriveKey } from './deriveKey.js';

/** How long an access token is good for, in seconds. */
export const accessTokenSeconds = 15 * 60;

/** What an access token says: whose it is and of which session. What they may do stands in the database. */
export interface AccessTokenClaims {
  userId: string;
  sessionId: string;
  expiresAt: Date;
}

const issuer = 'eventeye';
const claims = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.int() });

/** A signed token (JWT, HS256) of a caller's session: `sub` is the user, `sid` the session. */
export function signAccessToken(
  secret: string,
  { userId, token }: Pick<Caller, 'userId' | 'token'>,
  now = new Date(),
): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ sid: token.id })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setSubject(userId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + accessTokenSeconds)
    .sign(deriveKey(secret, 'access-token'));
}

/** What a token says. Throws TOKEN_EXPIRED, or UNAUTHENTICATED for anything we did not sign. */
export async function verifyAccessToken(
  secret: string,
  token: string,
  now = new Date(),
): Promise<AccessTokenClaims> {
  try {
    const { payload } = await jwtVerify(token, deriveKey(secret, 'access-token'), {
      algorithms: ['HS256'],
      typ: 'at+jwt',
      issuer,
      audience: issuer,
      currentDate: now,
    });
    const { sub, sid, exp } = claims.parse(payload);
    return { userId: sub, sessionId: sid, expiresAt: new Date(exp * 1000) };
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
