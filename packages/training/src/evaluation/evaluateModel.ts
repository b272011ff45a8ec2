import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { openSession } from '@eventeye/inference/pipeline';
import type { Config } from '../config/config.js';
import { buildLedger } from '../dataset/ledger.js';
import { readIndex } from '../dataset/preparedIndex.js';
import { preparedFolder } from '../stages/prepareStage.js';
import { showProgress } from '../terminal/progress.js';
import { poolPatients, toCases } from './cases.js';
import { judgeSlices } from './judgeSlices.js';
import { type BandShares, measureBand } from './measureBand.js';
import { measureCases } from './measureCases.js';

/** What a packed model does on the test part. */
export interface Evaluation {
  metrics: Manifest['metrics'];
  /** By slice. */
  band: BandShares;
}

/**
 * Measures a packed model again on the test part it was packed with, through the session that serves, with the
 * temperatures and thresholds of its manifest.
 *
 * @throws Error when the prepared slices are not those of the manifest's ledger: patients the model was trained on might
 *   be among them.
 */
export async function evaluateModel(config: Config, model: string): Promise<Evaluation> {
  const prepared = preparedFolder(config);
  const slices = readIndex(join(prepared, 'index.csv'));
  const context = readIndex(join(prepared, 'context.csv'));
  const progress = showProgress('evaluate');
  const session = await openSession(model);
  try {
    const { dataset, calibration, thresholds, labels } = session.manifest;
    if (buildLedger([...slices, ...context]).sha256 !== dataset.ledgerSha256) {
      throw new Error(
        "These slices are not the ones in the model's ledger. Prepare the cohort it was made from.",
      );
    }
    const test = slices.filter(({ part }) => part === 'test');
    let done = 0;
    const judged = await judgeSlices(prepared, test, session, {
      onSlice: () => progress.update(++done, test.length, 'slices'),
    });
    const cases = toCases(judged, labels, calibration);
    const patients = toCases(poolPatients(judged), labels, calibration.patient ?? calibration);
    const split = session.manifest.metrics[0]?.split ?? 'test part';
    return {
      metrics: measureCases({ patient: patients, slice: cases }, split, config.seed),
      band: measureBand(cases, thresholds),
    };
  } finally {
    progress.stop();
    await session.release();
  }
}
