import type { Config } from '../config/config.js';
import { readMeasurement } from '../evaluation/measurement.js';
import { packModel } from '../packing/packModel.js';
import { writeArchive } from '../packing/writeArchive.js';
import { phantomNotes } from '../report/phantomNotes.js';
import { writeReports } from '../report/writeReports.js';
import { showProgress } from '../terminal/progress.js';
import { readControl } from './controlStage.js';
import { readFittedScope } from './gateStage.js';
import { exportFolder, modelFactsOf } from './modelFacts.js';

/** Writes the model folder, checked through the serving code, with report, card and, if asked for, the archive. */
export async function packStage(config: Config): Promise<void> {
  const progress = showProgress('pack');
  const { out, precisions, archive } = config.pack;
  try {
    progress.update(0, 1);
    const { manifest, report } = await packModel({
      folder: exportFolder(config),
      out,
      facts: await modelFactsOf(config),
      precisions,
      measurement: readMeasurement(exportFolder(config)),
      scope: readFittedScope(config),
      control: readControl(config),
    });
    writeReports(out, report, config.card === 'phantoms' ? phantomNotes : config.card);
    if (archive) await writeArchive(out, manifest, `${out}.tar.gz`);
    const auc = manifest.metrics.find(({ name, level }) => name === 'auc' && level === 'patient')!;
    progress.finish(
      `${out}: ${manifest.name} ${manifest.version}, patient AUC ${auc.value} [${auc.low}, ${auc.high}]`,
    );
  } finally {
    progress.stop();
  }
}
