import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import { boundsQuery, readBoundsQuery } from '../access/addressBounds.js';
import { apiKeyCallerById } from '../apiKeys/apiKeyCaller.js';
import { embedCallerById } from '../embed/embedCaller.js';
import type { Caller, CallerToken, Services } from '../services.js';
import { callerOf } from './caller.js';
import { sessionCaller } from './sessionCaller.js';

/** For whom a signed address is made, as parameters of its query: bounds and the token's row, never its secret. */
export function addressee(caller: Caller): Record<string, string> {
  const { kind, id } = caller.token;
  return { ...boundsQuery(caller), ...(id && { token: `${kind}.${id}` }) };
}

const tokenParameter = z
  .string()
  .transform((text) => text.split('.'))
  .pipe(z.tuple([z.enum(['SESSION', 'API_KEY', 'EMBED']), z.uuid()]))
  .optional();

/**
 * The caller that a signed address was made for, with the rights of this moment. The address dies with the token: a session
 * that ended, a key that was revoked, an embed token that ran out.
 *
 * @param query of the address, whose signature was verified.
 * @throws EventEyeError FORBIDDEN when the user or the token is not good any more.
 */
export async function callerOfAddress(
  services: Pick<Services, 'prisma' | 'principals'>,
  query: unknown,
): Promise<Caller> {
  const made = readBoundsQuery(query);
  const token = tokenParameter.safeParse((query as { token?: unknown }).token);
  if (!made || !token.success) throw noAccess();
  const { userId, only } = made;
  try {
    const caller = await (token.data
      ? callerOfToken(services, userId, ...token.data)
      : userAlone(services, userId));
    if (caller.userId !== userId) throw noAccess();
    return { ...caller, token: { ...caller.token, only: caller.token.only ?? only } };
  } catch (cause) {
    if (EventEyeError.is(cause)) throw noAccess(cause);
    throw cause;
  }
}

function callerOfToken(
  services: Pick<Services, 'prisma' | 'principals'>,
  userId: string,
  kind: CallerToken['kind'],
  id: string,
): Promise<Caller> {
  switch (kind) {
    case 'SESSION':
      return sessionCaller(services, { userId, sessionId: id, expiresAt: null });
    case 'API_KEY':
      return apiKeyCallerById(services, id);
    case 'EMBED':
      return embedCallerById(services, id);
  }
}

async function userAlone(
  { prisma, principals }: Pick<Services, 'prisma' | 'principals'>,
  id: string,
): Promise<Caller> {
  const user = await principals.of(`user:${id}`, () =>
    prisma.user.findFirst({ where: { id, deactivatedAt: null } }),
  );
  if (!user) throw noAccess();
  return callerOf(user);
}

function noAccess(cause?: unknown): EventEyeError {
  return new EventEyeError(
    'FORBIDDEN',
    'The user or token that this address was made for has no access any more. Ask the API for a new one.',
    { cause },
  );
}
