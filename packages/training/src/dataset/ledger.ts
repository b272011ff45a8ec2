import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeWhole } from '../files/writeWhole.js';
import type { PreparedSlice } from './preparedIndex.js';

/** One image a model was trained or measured on, without naming anybody. */
export interface LedgerEntry {
  /** Salted hash. */
  patient: string;
  /** SHA-256 of the prepared samples. */
  pixels: string;
  part: string;
  /** Empty for a slice that shows no lesion. */
  label: string;
}

/** What a model was trained and measured on. */
export interface Ledger {
  entries: LedgerEntry[];
  /** SHA-256 of the entries, one JSON line each; goes into the manifest. */
  sha256: string;
}

/**
 * Lists every prepared slice: its patient as a salted hash, the hash of its samples, its part.
 *
 * @throws Error when a patient, or the same picture, is in two parts: figures would measure memory, not skill.
 */
export function buildLedger(slices: readonly PreparedSlice[]): Ledger {
  const entries = slices.map(({ patient, pixels, part, label }) => ({ patient, pixels, part, label }));
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
  return { entries, sha256: createHash('sha256').update(lines(entries)).digest('hex') };
}

/** Writes a ledger, one JSON object a line; the file's SHA-256 is the ledger's. */
export function writeLedger(file: string, { entries }: Ledger): void {
  writeWhole(file, lines(entries));
}

/** SHA-256 of a ledger file. */
export function hashLedger(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

const lines = (entries: readonly LedgerEntry[]) =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
