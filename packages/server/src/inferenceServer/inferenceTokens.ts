import { timingSafeEqual } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import { bearerToken } from '../auth/bearerToken.js';
import { hashOf, randomToken } from '../auth/tokenHash.js';
import type { Caller } from '../services.js';

/** A program that may use the inference server: its name and the SHA-256 of its token, in hexadecimal. */
export interface InferenceToken {
  name: string;
  sha256: string;
}

/**
 * Reads `EVENTEYE_INFERENCE_TOKENS`: `name:sha256` entries with commas between.
 *
 * @returns the entries, or the first one that is none.
 */
export function parseInferenceTokens(
  list: string,
): { tokens: InferenceToken[]; invalid?: undefined } | { tokens?: undefined; invalid: string } {
  const tokens: InferenceToken[] = [];
  for (const entry of list.split(',').map((text) => text.trim())) {
    const [, name, sha256] = /^([A-Za-z0-9._-]{1,64}):([0-9a-f]{64})$/.exec(entry) ?? [];
    if (name === undefined || sha256 === undefined || tokens.some((one) => one.name === name))
      return { invalid: entry.split(':')[0]! };
    tokens.push({ name, sha256 });
  }
  return { tokens };
}

/** A new token of 256 random bits, with the entry that lets it in. The token itself is kept nowhere. */
export function newInferenceToken(name: string): { token: string; entry: string } {
  const token = `eei_${randomToken()}`;
  return { token, entry: `${name}:${hashOf(token)}` };
}

/**
 * The program that a request speaks for. Each is counted as an organization of its own when the engine's time is shared out.
 *
 * @throws EventEyeError UNAUTHENTICATED.
 */
export function callerOfToken(tokens: readonly InferenceToken[], authorization: string | undefined): Caller {
  const given = Buffer.from(hashOf(bearerToken(authorization ?? '') ?? ''));
  const known = tokens.find(({ sha256 }) => timingSafeEqual(given, Buffer.from(sha256)));
  if (!known) {
    throw new EventEyeError(
      'UNAUTHENTICATED',
      'Send a token of EVENTEYE_INFERENCE_TOKENS as "Authorization: Bearer …".',
    );
  }
  const { name } = known;
  return {
    organizationId: name,
    userId: name,
    role: 'INTEGRATION',
    token: { kind: 'API_KEY', id: name, scopes: ['ANALYZE'], only: null, expiresAt: null },
  };
}
