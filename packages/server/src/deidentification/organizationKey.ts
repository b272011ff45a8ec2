import { deriveKey } from '../auth/deriveKey.js';

/**
 * The key of an organization's pseudonyms: its own, so that two organizations can not compare theirs, and the same on
 * every machine of the installation. With another EVENTEYE_SECRET, pseudonyms are others from then on.
 */
export function organizationKey(secret: string, organizationId: string): Uint8Array {
  return deriveKey(secret, `deidentification/${organizationId}`);
}
