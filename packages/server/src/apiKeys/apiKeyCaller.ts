import { EventEyeError } from '@eventeye/core';
import { callerOf } from '../auth/caller.js';
import { hashOf } from '../auth/tokenHash.js';
import { Prisma } from '../database/client.js';
import type { Caller, Services, TokenScope } from '../services.js';

/** What every API key begins with, so that people and secret scanners know one. */
export const apiKeyPrefix = 'ee_';

/** Use is noted at most so often, in ms. */
const useResolutionMs = 60_000;

/** Whether a bearer token is meant as an API key. */
export function isApiKey(token: string): boolean {
  return token.startsWith(apiKeyPrefix);
}

/**
 * The caller that an API key speaks for: its INTEGRATION, bounded by the key's scopes.
 *
 * @throws EventEyeError UNAUTHENTICATED when it is unknown or revoked, TOKEN_EXPIRED.
 */
export async function apiKeyCaller(
  services: Pick<Services, 'prisma' | 'principals'>,
  secret: string,
): Promise<Caller> {
  return keyCaller(services, await knownKey(services, { keyHash: hashOf(secret) }));
}

/** The caller of a key by its row, as an address that was made for it names it. Throws as `apiKeyCaller`. */
export async function apiKeyCallerById(
  services: Pick<Services, 'prisma' | 'principals'>,
  id: string,
): Promise<Caller> {
  return keyCaller(services, await knownKey(services, { id }));
}

interface KeyRow {
  id: string;
  userId: string;
  organizationId: string;
  scopes: TokenScope[];
  expiresAt: Date;
  lastUsedAt: Date | null;
}

function knownKey(
  services: Pick<Services, 'prisma' | 'principals'>,
  where: { keyHash: string } | { id: string },
): Promise<KeyRow | null> {
  const key = 'id' in where ? `key-id:${where.id}` : `key:${where.keyHash}`;
  return services.principals.of(key, () => loadKey(services, where));
}

/** In one statement, since programs send one request after the other. */
async function loadKey(
  { prisma }: Pick<Services, 'prisma'>,
  where: { keyHash: string } | { id: string },
): Promise<KeyRow | null> {
  const is =
    'id' in where ? Prisma.sql`k.id = ${where.id}::uuid` : Prisma.sql`k."keyHash" = ${where.keyHash}`;
  const rows = await prisma.$queryRaw<KeyRow[]>`
    SELECT k.id::text AS id, k."userId"::text AS "userId", k."organizationId"::text AS "organizationId",
      k.scopes::text[] AS scopes, k."expiresAt", k."lastUsedAt"
    FROM "ApiKey" k JOIN "User" u ON u.id = k."userId"
    WHERE ${is} AND k."revokedAt" IS NULL AND u."deactivatedAt" IS NULL`;
  return rows[0] ?? null;
}

async function keyCaller({ prisma }: Pick<Services, 'prisma'>, row: KeyRow | null): Promise<Caller> {
  if (!row) {
    throw new EventEyeError(
      'UNAUTHENTICATED',
      'The API key is not known or was revoked. Ask an administrator for another.',
    );
  }
  const now = new Date();
  if (row.expiresAt <= now) {
    throw new EventEyeError('TOKEN_EXPIRED', 'The API key has expired. Ask an administrator for another.');
  }
  const noticeable = new Date(now.getTime() - useResolutionMs);
  if (!row.lastUsedAt || row.lastUsedAt < noticeable) {
    row.lastUsedAt = now;
    await prisma.apiKey.updateMany({
      where: { id: row.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: noticeable } }] },
      data: { lastUsedAt: now },
    });
  }
  const { id, userId, organizationId, scopes, expiresAt } = row;
  return callerOf(
    { id: userId, organizationId, role: 'INTEGRATION' },
    { kind: 'API_KEY', id, scopes, only: null, expiresAt },
  );
}
