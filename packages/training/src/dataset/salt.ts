import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * The secret that turns patients' names into the identifiers of a working folder; made once, readable to its owner only
 * and part of nothing that is packed. Without it the ledger of a model can not be traced to people.
 */
export function loadSalt(file: string): string {
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** HMAC-SHA-256 of a patient's name under the salt, its first 128 bits in hexadecimal. */
export function hashPatient(patient: string, salt: string): string {
  return createHmac('sha256', salt).update(patient).digest('hex').slice(0, 32);
}
