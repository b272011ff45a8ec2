import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { packModel } from '../packing/packModel.js';
import { writeArchive } from '../packing/writeArchive.js';
import { runPython } from '../python/runPython.js';
import { phantomNotes } from '../report/phantomNotes.js';
import { writeReports } from '../report/writeReports.js';
import { showProgress } from '../terminal/progress.js';
import { readControl } from './controlStage.js';
import { readCohort } from './importStage.js';
import { modelInputOf, preparedFolder } from './prepareStage.js';
import { finalCheckpoint } from './trainStage.js';

/** Exports, calibrates, measures and packs the last phase's best checkpoint; writes report and card beside the model. */
export async function packStage(config: Config): Promise<void> {
  const progress = showProgress('pack');
  try {
    const { manifest, report } = await packModel({
      checkpoint: finalCheckpoint(config),
      prepared: preparedFolder(config),
      work: join(config.work, 'export'),
      out: config.pack.out,
      facts: {
        name: config.name,
        version: config.version,
        description: config.description,
        isDemonstration: config.demonstration,
        licence: config.licence,
        labels: config.labels,
        input: modelInputOf(config),
        datasetDescription: readCohort(config.work).description,
        training: {
          framework: await runPython(['version']),
          seed: config.train.at(-1)!.seed,
          epochs: config.train.reduce((sum, { epochs }) => sum + epochs, 0),
          initialWeights: config.train[0]!.weights,
          phases: config.train,
        },
      },
      precisions: config.pack.precisions,
      calibrationSlices: config.pack.calibrationSlices,
      targets: config.targets,
      gate: config.gate,
      control: readControl(config),
      seed: config.seed,
      onProgress: (done, all, what) => progress.update(done, all, what),
      log: (line) => {
        progress.stop();
        process.stderr.write(`pack: ${line}\n`);
      },
    });
    writeReports(config.pack.out, report, config.card === 'phantoms' ? phantomNotes : config.card);
    if (config.pack.archive) await writeArchive(config.pack.out, manifest, `${config.pack.out}.tar.gz`);
    const auc = manifest.metrics.find(({ name, level }) => name === 'auc' && level === 'patient')!;
    progress.finish(
      `${config.pack.out}: ${manifest.name} ${manifest.version}, patient AUC ${auc.value} [${auc.low}, ${auc.high}]`,
    );
  } finally {
    progress.stop();
  }
}
