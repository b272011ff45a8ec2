import type { Config } from '../config/config.js';
import { readLedgered } from '../dataset/verifyLedger.js';
import { measureGraphs } from '../evaluation/measureGraphs.js';
import { writeMeasurement } from '../evaluation/measurement.js';
import { showProgress } from '../terminal/progress.js';
import { exportFolder, modelFactsOf } from './modelFacts.js';
import { preparedFolder } from './prepareStage.js';

/** Calibrates on the validation part and measures on the test part, through the sessions that serve. */
export async function evaluateStage(config: Config): Promise<void> {
  const progress = showProgress('evaluate');
  const prepared = preparedFolder(config);
  const folder = exportFolder(config);
  try {
    const measured = await measureGraphs({
      folder,
      prepared,
      slices: readLedgered(prepared).slices,
      facts: await modelFactsOf(config),
      precisions: config.pack.precisions,
      targets: config.targets,
      seed: config.seed,
      onSlice: (done, all, what) => progress.update(done, all, what),
      log: (line) => {
        progress.stop();
        process.stderr.write(`evaluate: ${line}\n`);
      },
    });
    writeMeasurement(folder, measured);
    const of = (name: string) =>
      measured.metrics.find((one) => one.name === name && one.level === 'patient')!;
    const auc = of('auc');
    progress.finish(
      `by patient: AUC ${auc.value} [${auc.low}, ${auc.high}], calibration error ${of('ece').value}; BENIGN below ${measured.thresholds.benignBelow.toFixed(3)}, MALIGNANT from ${measured.thresholds.malignantFrom.toFixed(3)}`,
    );
  } finally {
    progress.stop();
  }
}
