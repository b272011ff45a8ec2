import { EventEyeError } from '@eventeye/core';
import { checksumAlgorithms, type PieceChecksum } from './tusStore.js';

/** Reads `Upload-Checksum: sha1 <Base64>`; undefined where there is none. Throws VALIDATION_FAILED. */
export function readPieceChecksum(header: unknown): PieceChecksum | undefined {
  if (header === undefined) return undefined;
  const [, algorithm, base64] = /^(\S+) ([0-9A-Za-z+/]+={0,2})$/.exec(String(header)) ?? [];
  if (algorithm && base64 && checksumAlgorithms.includes(algorithm)) {
    return { algorithm, digest: Buffer.from(base64, 'base64') };
  }
  throw new EventEyeError(
    'VALIDATION_FAILED',
    `Upload-Checksum is an algorithm of ${checksumAlgorithms.join(', ')}, a space and the digest in Base64.`,
  );
}
