import { EventEyeError } from '@eventeye/core';
import type { Credentials } from '../auth/authenticate.js';
import { callerOf } from '../auth/caller.js';
import { hashOf } from '../auth/tokenHash.js';
import type { Caller, Services } from '../services.js';

/** What every embed token begins with. */
export const embedTokenPrefix = 'eet_';

/** Whether a bearer token is meant as an embed token. */
export function isEmbedToken(token: string): boolean {
  return token.startsWith(embedTokenPrefix);
}

/**
 * The caller that an embed token speaks for: whoever made it, bounded to one patient or study, and never with more rights
 * than reading and analysing. The page proves with its nonce that the token was made for it; a browser says by itself on which
 * origin the page is.
 *
 * @throws EventEyeError UNAUTHENTICATED when the token is unknown or revoked, or nonce or origin are not its own;
 * TOKEN_EXPIRED.
 */
export async function embedCaller(
  services: Pick<Services, 'prisma' | 'principals'>,
  token: string,
  { origin, embedNonce }: Credentials,
): Promise<Caller> {
  const tokenHash = hashOf(token);
  const row = await services.principals.of(`embed:${tokenHash}`, () => loadToken(services, { tokenHash }));
  if (!row) throw refusal('The embed token is not known or was revoked. Make another with createEmbedToken.');
  // Hashes are compared, of which an attacker controls no byte: how long it takes tells nothing.
  if (typeof embedNonce !== 'string' || hashOf(embedNonce) !== row.nonceHash) {
    throw refusal(
      'Send the nonce that the embed token was made for, in the header EventEye-Embed-Nonce (over WebSocket: connectionParams.embedNonce).',
    );
  }
  if (origin !== undefined && !row.allowedOrigins.includes(String(origin))) {
    throw refusal('The embed token was made for other origins. Name this one in allowedOrigins.');
  }
  return boundedCaller(row);
}

/**
 * The caller of an embed token by its row, as an address that was made for it names it. Throws as `embedCaller`.
 */
export async function embedCallerById(
  services: Pick<Services, 'prisma' | 'principals'>,
  id: string,
): Promise<Caller> {
  const row = await services.principals.of(`embed-id:${id}`, () => loadToken(services, { id }));
  if (!row) throw refusal('The embed token is not known or was revoked. Make another with createEmbedToken.');
  return boundedCaller(row);
}

type TokenRow = NonNullable<Awaited<ReturnType<typeof loadToken>>>;

async function loadToken(
  { prisma }: Pick<Services, 'prisma'>,
  where: { tokenHash: string } | { id: string },
) {
  const row = await prisma.embedToken.findUnique({ where, include: { user: true } });
  if (!row || row.revokedAt || row.user.deactivatedAt) return null;
  // Who may not make one any more does not keep those already made.
  return row.user.role === 'VIEWER' ? null : row;
}

function boundedCaller(row: TokenRow): Caller {
  if (row.expiresAt <= new Date()) {
    throw new EventEyeError(
      'TOKEN_EXPIRED',
      'The embed token has expired. Make another with createEmbedToken.',
    );
  }
  return callerOf(
    { ...row.user, role: row.scopes.includes('ANALYZE') ? 'INTEGRATION' : 'VIEWER' },
    {
      kind: 'EMBED',
      id: row.id,
      scopes: row.scopes,
      only: { patientId: row.patientId, ...(row.studyId && { studyId: row.studyId }) },
      expiresAt: row.expiresAt,
    },
  );
}

function refusal(message: string): EventEyeError {
  return new EventEyeError('UNAUTHENTICATED', message);
}
