import type { Config } from '../config/config.js';
import { verifyLedger } from '../dataset/verifyLedger.js';
import { showProgress } from '../terminal/progress.js';
import { modelInputOf, preparedFolder } from './prepareStage.js';

/** Reads every prepared picture and compares it, its patient and its part with the ledger. */
export async function ledgerStage(config: Config): Promise<void> {
  const progress = showProgress('ledger');
  try {
    const { slices, context, sha256 } = await verifyLedger(
      preparedFolder(config),
      modelInputOf(config),
      (done, all) => progress.update(done, all, 'pictures'),
    );
    const patients = new Set([...slices, ...context].map(({ patient }) => patient)).size;
    progress.finish(
      `${slices.length + context.length} pictures of ${patients} patients, each in one part; ${sha256}`,
    );
  } finally {
    progress.stop();
  }
}
