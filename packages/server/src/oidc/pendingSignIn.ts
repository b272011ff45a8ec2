import { createHash } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { deriveKey } from '../auth/deriveKey.js';

/** What has to be remembered between sending a browser away and its coming back. */
export interface PendingSignIn {
  provider: string;
  /** Of ours to the provider. */
  state: string;
  nonce: string;
  codeVerifier: string;
  /** Of the application's to us. */
  redirectUri: string;
  appState?: string | undefined;
  codeChallenge: string;
}

/** How long people may take at the provider. */
export const pendingSeconds = 10 * 60;

const audience = 'oidc-sign-in';
const shape = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  redirectUri: z.string(),
  appState: z.string().optional(),
  codeChallenge: z.string(),
});

/** Of the cookie that carries it: one of each sign-in, so that two tabs do not mix. */
export function pendingCookie(state: string): string {
  return `eventeye_oidc_${createHash('sha256').update(state).digest('hex').slice(0, 16)}`;
}

/**
 * Encrypts what is pending for a cookie. The browser keeps it, so that nobody fills the database by beginning sign-ins, and that
 * an answer of the provider is good only in the browser that asked.
 */
export function sealPending(
  secret: string,
  { ...pending }: PendingSignIn,
  now = new Date(),
): Promise<string> {
  return new EncryptJWT(pending)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt(now)
    .setAudience(audience)
    .setExpirationTime(Math.floor(now.getTime() / 1000) + pendingSeconds)
    .encrypt(deriveKey(secret, audience));
}

/** What `sealPending` sealed. Throws VALIDATION_FAILED when it is missing, too old or not ours. */
export async function openPending(secret: string, sealed: string | undefined): Promise<PendingSignIn> {
  try {
    const { payload } = await jwtDecrypt(sealed ?? '', deriveKey(secret, audience), { audience });
    return shape.parse(payload);
  } catch (cause) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'This browser has begun no such sign-in, or too long ago. Go back to the application and sign in again.',
      { cause },
    );
  }
}
