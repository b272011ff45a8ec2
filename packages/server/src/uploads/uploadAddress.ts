import { EventEyeError } from '@eventeye/core';
import type { PendingUpload } from '../database/client.js';
import type { SignedAddresses } from '../services.js';

/** Where uploads in two steps are sent. */
export const uploadsPath = '/uploads';

/** The address for the signed PUT of an upload, relative to the server: for this file, this length, this user. */
export function uploadAddress(addresses: SignedAddresses, upload: PendingUpload, ttlSeconds: number): string {
  const { id, byteLength, userId } = upload;
  return addresses.sign(`${uploadsPath}/${id}?length=${byteLength}&user=${userId}`, ttlSeconds);
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
