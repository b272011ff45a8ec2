import { createHmac } from 'node:crypto';

/** Replacements that the same key makes the same way always, and nobody makes or reverses without it. */
export interface Pseudonyms {
  /** A UID under 2.25 (PS3.5 B.2) from a UUID of version 8 (RFC 9562 5.8): the same for the same UID. */
  uid(original: string): string;
  /** `EE-` and 16 letters and digits, for a Patient ID. */
  patientId(original: string): string;
  /** Whole days to add to every date of one patient, -3650 to -30. */
  daysOffset(patient: string): number;
}

/**
 * Keyed by HMAC-SHA256, each purpose apart, so that one output tells nothing of another.
 *
 * @param key at least 16 bytes. Throws TypeError when shorter: a guessable key makes the pseudonyms reversible.
 */
export function keyedPseudonyms(key: Uint8Array): Pseudonyms {
  if (key.length < 16) throw new TypeError('The key of de-identification needs at least 16 bytes.');
  const digest = (purpose: string, text: string) =>
    createHmac('sha256', key).update(`${purpose}\0${text}`).digest();
  return {
    uid(original) {
      const uuid = digest('uid', original).subarray(0, 16);
      uuid[6] = (uuid[6]! & 0x0f) | 0x80;
      uuid[8] = (uuid[8]! & 0x3f) | 0x80;
      return `2.25.${BigInt(`0x${uuid.toString('hex')}`)}`;
    },
    patientId: (original) => `EE-${base32(digest('patient-id', original).subarray(0, 10))}`,
    daysOffset: (patient) => -30 - (digest('days', patient).readUInt32BE() % 3621),
  };
}

/** Crockford's alphabet: no letter that is taken for a digit when read aloud. */
function base32(bytes: Uint8Array): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let bits = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let i = 0; i < (bytes.length * 8) / 5; i++, bits >>= 5n) text = alphabet[Number(bits & 31n)] + text;
  return text;
}
