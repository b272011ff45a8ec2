import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PreparedSlice } from './preparedIndex.js';

/** What a model was trained and measured on, without naming anybody. */
export interface Ledger {
  entries: { patient: string; pixels: string; part: string; label: string }[];
  /** SHA-256 of the entries, one JSON line each; goes into the manifest. */
  sha256: string;
}

/**
 * Lists every prepared slice: its patient as a salted hash, the hash of its file, its part.
 *
 * @throws Error when a patient, or the same picture, is in two parts: figures would measure memory, not skill.
 */
export function buildLedger(folder: string, slices: readonly PreparedSlice[], salt: string): Ledger {
  const entries = slices.map(({ path, patient, part, label }) => ({
    patient: createHmac('sha256', salt).update(patient).digest('hex'),
    pixels: createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex'),
    part,
    label,
  }));
  for (const key of ['patient', 'pixels'] as const) {
    const parts = new Map<string, string>();
    for (const entry of entries) {
      const known = parts.get(entry[key]);
      if (known !== undefined && known !== entry.part) {
        const what = key === 'patient' ? 'A patient' : 'The same picture';
        throw new Error(
          `${what} is in the parts ${known} and ${entry.part}. Split the cohort by patient again.`,
        );
      }
      parts.set(entry[key], entry.part);
    }
  }
  const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  return { entries, sha256: createHash('sha256').update(lines).digest('hex') };
}
