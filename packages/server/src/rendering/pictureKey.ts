import { createHash } from 'node:crypto';
import { rendererVersion } from '@eventeye/inference';

/**
 * Name of a picture by all that its bytes depend on: the same name is the same picture, for ever. It is the key of the cache
 * and the ETag.
 *
 * @param content hashes of what is drawn, and how.
 */
export function pictureKey(...content: readonly (string | object)[]): string {
  return createHash('sha256')
    .update(JSON.stringify([rendererVersion, ...content]))
    .digest('base64url');
}
