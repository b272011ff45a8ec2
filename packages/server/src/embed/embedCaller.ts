import { EventEyeError } from '@eventeye/core';
import type { Credentials } from '../auth/authenticate.js';
import { callerOf } from '../auth/caller.js';
import { hashOf } from '../auth/tokenHash.js';
import { Prisma } from '../database/client.js';
import type { Caller, Services, TokenScope } from '../services.js';

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

interface TokenRow {
  id: string;
  userId: string;
  organizationId: string;
  patientId: string;
  studyId: string | null;
  scopes: TokenScope[];
  allowedOrigins: string[];
  nonceHash: string;
  expiresAt: Date;
}

/** In one statement. Who may not make a token any more does not keep those already made. */
async function loadToken(
  { prisma }: Pick<Services, 'prisma'>,
  where: { tokenHash: string } | { id: string },
): Promise<TokenRow | null> {
  const is =
    'id' in where ? Prisma.sql`t.id = ${where.id}::uuid` : Prisma.sql`t."tokenHash" = ${where.tokenHash}`;
  const rows = await prisma.$queryRaw<TokenRow[]>`
    SELECT t.id::text AS id, t."userId"::text AS "userId", t."organizationId"::text AS "organizationId",
      t."patientId"::text AS "patientId", t."studyId"::text AS "studyId", t.scopes::text[] AS scopes,
      t."allowedOrigins", t."nonceHash", t."expiresAt"
    FROM "EmbedToken" t JOIN "User" u ON u.id = t."userId"
    WHERE ${is} AND t."revokedAt" IS NULL AND u."deactivatedAt" IS NULL AND u.role <> 'VIEWER'`;
  return rows[0] ?? null;
}

function boundedCaller(row: TokenRow): Caller {
  if (row.expiresAt <= new Date()) {
    throw new EventEyeError(
      'TOKEN_EXPIRED',
      'The embed token has expired. Make another with createEmbedToken.',
    );
  }
  const { id, userId, organizationId, patientId, studyId, scopes, expiresAt } = row;
  return callerOf(
    // Never an administrator, whoever made it.
    { id: userId, organizationId, role: scopes.includes('ANALYZE') ? 'INTEGRATION' : 'VIEWER' },
    { kind: 'EMBED', id, scopes, only: { patientId, ...(studyId && { studyId }) }, expiresAt },
  );
}

function refusal(message: string): EventEyeError {
  return new EventEyeError('UNAUTHENTICATED', message);
}
