import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { openSession } from '@eventeye/inference/pipeline';
import { buildLedger } from '../dataset/ledger.js';
import { readIndex } from '../dataset/preparedIndex.js';
import { judgeSlices } from './judgeSlices.js';
import { type BandShares, measureBand } from './measureBand.js';
import { measureCases, toCases } from './measureCases.js';

/** What a packed model does on the test part. */
export interface Evaluation {
  metrics: Manifest['metrics'];
  /** By slice. */
  band: BandShares;
}

/**
 * Measures a packed model again on the test part it was packed with, through the session that serves, with the
 * temperature and thresholds of its manifest.
 *
 * @throws Error when the prepared slices are not those of the manifest's ledger: patients the model was trained on might
 *   be among them.
 */
export async function evaluateModel(model: string, prepared: string, seed = 1): Promise<Evaluation> {
  const slices = readIndex(join(prepared, 'index.csv'));
  const session = await openSession(model);
  try {
    const { name, dataset, calibration, thresholds } = session.manifest;
    if (buildLedger(prepared, slices, name).sha256 !== dataset.ledgerSha256) {
      throw new Error(
        "These slices are not the ones in the model's ledger. Prepare the cohort it was made from.",
      );
    }
    const test = slices.filter(({ part }) => part === 'test');
    const cases = toCases(await judgeSlices(prepared, test, session), calibration.temperature);
    return { metrics: measureCases(cases, seed), band: measureBand(cases, thresholds) };
  } finally {
    await session.release();
  }
}
