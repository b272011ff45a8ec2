import { hkdfSync } from 'node:crypto';

/** A 256-bit key for one purpose, so that what is signed for one can not be presented for another (RFC 5869). */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `eventeye/${purpose}`, 32));
}
