import { createHash } from 'node:crypto';

/**
 * A DICOM UID made from a name: `2.25.` and the decimal value of a UUID (PS3.5 B.2). The UUID is version 8
 * (RFC 9562 5.8) over SHA-256 of the name, so the same phantom always gets the same UIDs and two never share one.
 */
export function uidOf(...name: readonly (string | number)[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(name)).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
}
