import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from '../auth/deriveKey.js';

/** What every webhook secret begins with (Standard Webhooks). */
const prefix = 'whsec_';
const ivBytes = 12;
const tagBytes = 16;

/** A new secret of 256 bits, as receivers configure it: `whsec_` and base64. */
export function createWebhookSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

/** The bytes that a secret signs with. */
export function secretBytes(secret: string): Buffer {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}

/** A secret as the database keeps it: AES-256-GCM, bound to its endpoint, so that a copied row is of no use in another. */
export function sealSecret(
  installation: string,
  endpointId: string,
  secret: string,
): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(installation, 'webhook-secret'), iv);
  cipher.setAAD(Buffer.from(endpointId));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Uint8Array.from(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
}

/** The secret in a sealed one. Throws when it was sealed for another endpoint or with another key. */
export function openSecret(installation: string, endpointId: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    deriveKey(installation, 'webhook-secret'),
    bytes.subarray(0, ivBytes),
    { authTagLength: tagBytes },
  );
  decipher.setAAD(Buffer.from(endpointId));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
}
