import { EventEyeError } from '@eventeye/core';
import { addressee } from '../auth/addressCaller.js';
import type { PendingUpload } from '../database/client.js';
import type { Caller, SignedAddresses } from '../services.js';

/** Where uploads in two steps are sent. */
export const uploadsPath = '/uploads';

/**
 * The address for the signed PUT of an upload, relative to the server: for this file, this length, this caller. It dies with
 * the caller's token.
 */
export function uploadAddress(
  addresses: SignedAddresses,
  { id, byteLength }: PendingUpload,
  caller: Caller,
  ttlSeconds: number,
): string {
  const query = new URLSearchParams({ length: String(byteLength), ...addressee(caller) });
  return addresses.sign(`${uploadsPath}/${id}?${query}`, ttlSeconds);
}

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An upload's id as it stands in addresses and inputs. Throws NOT_FOUND for what can be none. */
export function requireUploadId(text: unknown): string {
  if (typeof text === 'string' && id.test(text)) return text;
  throw noSuchUpload();
}

/** The answer to an id that is unknown, malformed, expired or another user's. */
export function noSuchUpload(): EventEyeError {
  return new EventEyeError(
    'NOT_FOUND',
    'There is no such upload of yours, or it has expired. Create a new one.',
  );
}
