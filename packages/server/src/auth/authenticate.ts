import { EventEyeError } from '@eventeye/core';
import type { Caller } from '../services.js';
import { verifyAccessToken } from './accessToken.js';

/** Who calls, or why a token was not accepted. Neither: no token was sent. */
export interface Authentication {
  caller: Caller | null;
  rejection: EventEyeError | null;
}

/**
 * Reads an `Authorization` header (RFC 6750). A bad token is kept as a reason and not thrown: signing in has to work
 * for a client that still sends its old one.
 */
export async function authenticate(secret: string, authorization: unknown): Promise<Authentication> {
  if (typeof authorization !== 'string' || authorization.trim() === '')
    return { caller: null, rejection: null };
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (!token) {
    const rejection = new EventEyeError(
      'UNAUTHENTICATED',
      'The Authorization header is not of the form "Bearer <accessToken>".',
    );
    return { caller: null, rejection };
  }
  try {
    return { caller: await verifyAccessToken(secret, token), rejection: null };
  } catch (error) {
    if (EventEyeError.is(error)) return { caller: null, rejection: error };
    throw error;
  }
}
