import { randomBytes, randomUUID } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import { mayAdminister } from '../access/mayAdminister.js';
import { hashOf, randomToken } from '../auth/tokenHash.js';
import type { ApiKey, Prisma } from '../database/client.js';
import { transactionOptions } from '../database/transactionOptions.js';
import { notFound } from '../schema/requireRowId.js';
import type { Caller, Services, TokenScope } from '../services.js';
import { apiKeyPrefix } from './apiKeyCaller.js';

/** What a key can be for: administering stays with people. */
export type ApiKeyScope = Exclude<TokenScope, 'ADMINISTER'>;

/** What an administrator says of a new key. */
export interface NewApiKey {
  name: string;
  scopes: readonly ApiKeyScope[];
  /** One year from now when left out; at most two. */
  expiresAt?: Date | null | undefined;
  /** Row id of an INTEGRATION that speaks with it; one is made when left out. */
  userId?: string | null | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
const usualDays = 365;
const mostDays = 2 * 365;

/**
 * Makes an API key. The secret is in the answer and nowhere else.
 *
 * @throws EventEyeError FORBIDDEN for anyone but an administrator, VALIDATION_FAILED, NOT_FOUND.
 */
export async function createApiKey(
  { prisma }: Pick<Services, 'prisma'>,
  caller: Caller,
  input: NewApiKey,
  now = new Date(),
): Promise<{ apiKey: ApiKey; secret: string }> {
  mayAdminister(caller, 'make API keys');
  const name = checkName(input.name);
  const scopes = [...new Set(input.scopes)];
  if (scopes.length === 0) throw invalid('scopes', 'Name at least one scope.');
  const expiresAt = input.expiresAt ?? new Date(now.getTime() + usualDays * dayMs);
  if (!(expiresAt > now) || expiresAt.getTime() > now.getTime() + mostDays * dayMs) {
    throw invalid('expiresAt', 'Give a moment in the future, at most two years from now.');
  }
  const { organizationId } = caller;
  // Two parts, so that what is shown to tell keys apart is no part of the secret.
  const prefix = `${apiKeyPrefix}${randomBytes(4).toString('hex')}`;
  const secret = `${prefix}_${randomToken()}`;
  const apiKey = await prisma.$transaction(async (transaction) => {
    const userId = input.userId
      ? await integrationOf(transaction, organizationId, input.userId)
      : await newIntegration(transaction, organizationId, name);
    return transaction.apiKey.create({
      data: { organizationId, userId, name, prefix, keyHash: hashOf(secret), scopes, expiresAt },
    });
  }, transactionOptions);
  return { apiKey, secret };
}

async function integrationOf(
  transaction: Prisma.TransactionClient,
  organizationId: string,
  id: string,
): Promise<string> {
  const user = await transaction.user.findFirst({ where: { id, organizationId } });
  if (!user) throw notFound('user');
  if (user.role !== 'INTEGRATION' || user.deactivatedAt) {
    throw invalid('userId', 'Name an active user with the role INTEGRATION, or leave userId out.');
  }
  return user.id;
}

/** An account that nobody signs in to: what the key does is told apart from what people do. */
async function newIntegration(
  transaction: Prisma.TransactionClient,
  organizationId: string,
  name: string,
): Promise<string> {
  // Nobody can ever receive mail there (RFC 2606).
  const email = `${randomUUID()}@api-keys.invalid`;
  const user = await transaction.user.create({ data: { organizationId, email, name, role: 'INTEGRATION' } });
  return user.id;
}

function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 100)
    throw invalid('name', 'Give a name of 1 to 100 characters.');
  return trimmed;
}

function invalid(field: string, message: string): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', message, { path: ['input', field] });
}
