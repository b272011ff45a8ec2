import type { IncomingHttpHeaders } from 'node:http';
import { EventEyeError } from '@eventeye/core';
import { apiKeyCaller, isApiKey } from '../apiKeys/apiKeyCaller.js';
import { embedCaller, isEmbedToken } from '../embed/embedCaller.js';
import type { Caller, Services } from '../services.js';
import { verifyAccessToken } from './accessToken.js';
import { bearerToken } from './bearerToken.js';
import { sessionCaller } from './sessionCaller.js';

/** Who calls, or why a token was not accepted. Neither: no token was sent. */
export interface Authentication {
  caller: Caller | null;
  rejection: EventEyeError | null;
}

/** What a request shows to say who it is, as received: any of it may be missing or nonsense. */
export interface Credentials {
  /** The header `Authorization` (RFC 6750). */
  authorization?: unknown;
  /** The header `Origin`, which browsers set and pages can not change. */
  origin?: unknown;
  /** The header `EventEye-Embed-Nonce`, which goes with an embed token. */
  embedNonce?: unknown;
}

/** What authentication needs of the services. */
export type IdentityServices = Pick<Services, 'prisma' | 'secret' | 'principals'>;

/** The credentials among a request's headers. Never from its address: addresses end up in logs and histories. */
export function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  return {
    authorization: headers.authorization,
    origin: headers.origin,
    embedNonce: headers['eventeye-embed-nonce'],
  };
}

/**
 * The one place where a token becomes a caller. A bad token is kept as a reason and not thrown: signing in has to work
 * for a client that still sends its old one.
 */
export async function authenticate(
  services: IdentityServices,
  credentials: Credentials,
): Promise<Authentication> {
  const { authorization } = credentials;
  if (typeof authorization !== 'string' || authorization.trim() === '')
    return { caller: null, rejection: null };
  const token = bearerToken(authorization);
  if (!token) {
    const rejection = new EventEyeError(
      'UNAUTHENTICATED',
      'The Authorization header is not of the form "Bearer <accessToken>".',
    );
    return { caller: null, rejection };
  }
  try {
    return { caller: await callerWith(services, token, credentials), rejection: null };
  } catch (error) {
    if (EventEyeError.is(error)) return { caller: null, rejection: error };
    throw error;
  }
}

async function callerWith(
  services: IdentityServices,
  token: string,
  credentials: Credentials,
): Promise<Caller> {
  if (isApiKey(token)) return apiKeyCaller(services, token);
  if (isEmbedToken(token)) return embedCaller(services, token, credentials);
  return sessionCaller(services, await verifyAccessToken(services.secret, token));
}
