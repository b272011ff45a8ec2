import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as text that needs no escaping anywhere. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex: how tokens are kept. 256 random bits need no slow hash, and finding one by its hash leaks no timing. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
