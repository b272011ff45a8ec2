import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { deriveKey } from '../auth/deriveKey.js';
import type { ChainEnd } from './verifyChain.js';

const checkpointSchema = z.object({
  organizationId: z.uuid(),
  sequence: z.string().regex(/^\d+$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * The end of a chain at a moment, signed. Whoever can write the database can cut the chain's end off, or write all of it anew,
 * and it will be sound in itself; it will not agree with a checkpoint that is kept elsewhere.
 */
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** Signs the end of a chain (HMAC-SHA256 with a key of the installation's secret). */
export function signCheckpoint(
  secret: string,
  organizationId: string,
  { sequence, hash }: ChainEnd,
  now = new Date(),
): Checkpoint {
  const unsigned = { organizationId, sequence: String(sequence), hash, at: now.toISOString() };
  return { ...unsigned, signature: signatureOf(secret, unsigned) };
}

/** Reads a checkpoint; null when it is none, or was not signed with this secret. */
export function readCheckpoint(secret: string, text: string): Checkpoint | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = checkpointSchema.safeParse(json);
  if (!parsed.success) return null;
  const { signature, ...unsigned } = parsed.data;
  const expected = Buffer.from(signatureOf(secret, unsigned), 'hex');
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? parsed.data : null;
}

function signatureOf(
  secret: string,
  { organizationId, sequence, hash, at }: Omit<Checkpoint, 'signature'>,
): string {
  return createHmac('sha256', deriveKey(secret, 'audit-checkpoint'))
    .update(`${organizationId}\n${sequence}\n${hash}\n${at}`)
    .digest('hex');
}
