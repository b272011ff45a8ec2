import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { readLedgered } from '../dataset/verifyLedger.js';
import { checkReference } from '../packing/checkReference.js';
import { exportGraphs } from '../packing/exportGraphs.js';
import { openGraph } from '../packing/runGraph.js';
import { showProgress } from '../terminal/progress.js';
import { exportFolder, modelFactsOf } from './modelFacts.js';
import { preparedFolder } from './prepareStage.js';
import { finalCheckpoint } from './trainStage.js';

/** Exports the last phase's best checkpoint in every precision, and compares fp32 in this runtime with PyTorch. */
export async function exportStage(config: Config): Promise<void> {
  const progress = showProgress('export');
  const prepared = preparedFolder(config);
  const folder = exportFolder(config);
  // A patient in two parts is refused before anything is made.
  const { slices } = readLedgered(prepared);
  rmSync(folder, { recursive: true, force: true });
  try {
    progress.update(0, 2, config.pack.precisions.join(', '));
    await exportGraphs({
      checkpoint: finalCheckpoint(config),
      out: folder,
      size: config.prepare.size,
      precisions: config.pack.precisions,
      index: join(prepared, 'index.csv'),
      labels: config.labels.map(({ name }) => name),
      calibrationSlices: config.pack.calibrationSlices,
    });
    progress.update(1, 2, 'comparing with PyTorch');
    copyFileSync(
      join(prepared, slices.find(({ part }) => part === 'test')!.path),
      join(folder, 'golden.png'),
    );
    const session = await openGraph(folder, 'fp32', await modelFactsOf(config));
    const difference = await checkReference(join(folder, 'model.fp32'), session);
    await session.release();
    progress.finish(
      `${config.pack.precisions.join(', ')}; fp32 in this runtime differs from PyTorch by ${difference.toExponential(2)}`,
    );
  } finally {
    progress.stop();
  }
}
