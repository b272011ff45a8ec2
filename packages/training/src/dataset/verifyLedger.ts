import { join } from 'node:path';
import type { ModelInput } from '@eventeye/inference';
import { buildLedger, hashLedger } from './ledger.js';
import { type PreparedSlice, readIndex } from './preparedIndex.js';
import { readSlice } from './readSlice.js';

/** The prepared slices of a working folder, known to be those of its ledger. */
export interface LedgeredSlices {
  slices: PreparedSlice[];
  /** Slices that show no lesion. */
  context: PreparedSlice[];
  sha256: string;
}

/**
 * Reads the indexes of a prepared folder and compares them with its ledger.
 *
 * @throws Error when they are not what the ledger lists, or a patient or a picture is in two parts.
 */
export function readLedgered(prepared: string): LedgeredSlices {
  const slices = readIndex(join(prepared, 'index.csv'));
  const context = readIndex(join(prepared, 'context.csv'));
  const ledger = buildLedger([...slices, ...context]);
  if (ledger.sha256 !== hashLedger(join(prepared, 'ledger.jsonl')))
    throw new Error('The index is not the one of the ledger. Prepare the cohort again.');
  return { slices, context, sha256: ledger.sha256 };
}

/**
 * As `readLedgered`, and reads every picture: the samples on disk have to be those the ledger lists.
 *
 * @throws Error naming a picture that is another.
 */
export async function verifyLedger(
  prepared: string,
  input: ModelInput,
  onPicture: (done: number, all: number) => void = () => {},
): Promise<LedgeredSlices> {
  const ledgered = readLedgered(prepared);
  const all = [...ledgered.slices, ...ledgered.context];
  for (const [i, slice] of all.entries()) {
    await readSlice(prepared, slice, input);
    onPicture(i + 1, all.length);
  }
  return ledgered;
}
