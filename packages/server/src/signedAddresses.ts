import { createHmac, timingSafeEqual } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import { deriveKey } from './auth/deriveKey.js';
import type { SignedAddresses } from './services.js';

const defaultTtlSeconds = 15 * 60;

/**
 * Addresses that carry their own authorisation: an HMAC over path, query and the second they expire.
 *
 * @param secret of the installation; the key is derived from it for this purpose alone.
 */
export function signedAddresses(secret: string): SignedAddresses {
  const key = deriveKey(secret, 'signed-addresses');
  const signatureOf = (address: URL) => {
    const query = new URLSearchParams([...address.searchParams].filter(([name]) => name !== 'signature'));
    query.sort();
    return createHmac('sha256', key).update(`${address.pathname}?${query}`).digest('base64url');
  };
  return {
    sign(path, ttlSeconds = defaultTtlSeconds) {
      const address = new URL(path, 'http://localhost');
      // Rounded up to the minute, so that a page that asks again within it gets the same address and its cache hits.
      address.searchParams.set('expires', String(Math.ceil((Date.now() / 1000 + ttlSeconds) / 60) * 60));
      address.searchParams.set('signature', signatureOf(address));
      return `${address.pathname}${address.search}`;
    },
    verify(path) {
      const address = new URL(path, 'http://localhost');
      const given = Buffer.from(address.searchParams.get('signature') ?? '');
      const expected = Buffer.from(signatureOf(address));
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new EventEyeError(
          'FORBIDDEN',
          'The address was not signed by this server. Ask the API for a new one.',
        );
      }
      if (!(Number(address.searchParams.get('expires')) * 1000 > Date.now())) {
        throw new EventEyeError('URL_EXPIRED', 'The address has expired. Ask the API for a new one.');
      }
    },
  };
}
