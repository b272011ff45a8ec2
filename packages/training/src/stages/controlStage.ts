import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { parse } from 'csv-parse/sync';
import type { Config } from '../config/config.js';
import { readIndex } from '../dataset/preparedIndex.js';
import { fitCalibration } from '../evaluation/calibrate.js';
import { type Judged, poolPatients, toCases } from '../evaluation/cases.js';
import { measureCases } from '../evaluation/measureCases.js';
import { writeWhole } from '../files/writeWhole.js';
import { runPython } from '../python/runPython.js';
import { preparedFolder } from './prepareStage.js';
import { bestCheckpoint, runPhase } from './trainStage.js';

const figuresFile = (config: Config) => join(config.work, 'control.json');

/**
 * Trains on labels that were dealt out anew among the patients and measures on the true labels of the test part. Whatever
 * such a network knows of the test part it has by leakage.
 */
export async function controlStage(config: Config): Promise<void> {
  if (!config.control) return;
  const out = join(config.work, 'control');
  await runPhase(config, 'control', config.control, out, ['--shuffle_labels']);
  const index = join(preparedFolder(config), 'index.csv');
  const answers = join(out, 'logits.csv');
  await runPython(['judge', '--checkpoint', join(out, bestCheckpoint), '--index', index, '--out', answers]);
  const logits = (parse(readFileSync(answers)) as string[][]).map((row) => row.map(Number));
  const slices = readIndex(index)
    .filter(({ part }) => part === 'test')
    .map((slice, i) => ({ ...slice, logits: logits[i]! }));
  const cases = (judged: readonly Judged[]) =>
    toCases(judged, config.labels, fitCalibration(judged, config.labels));
  const split = 'test part, network trained on shuffled labels';
  const figures = measureCases(
    { patient: cases(poolPatients(slices)), slice: cases(slices) },
    split,
    config.seed,
  );
  writeWhole(figuresFile(config), `${JSON.stringify(figures, null, 2)}\n`);
  const auc = figures.find(({ name, level }) => name === 'auc' && level === 'patient')!;
  const fair = auc.low <= 0.5 && auc.high >= 0.5;
  process.stderr.write(
    `control: patient AUC ${auc.value} [${auc.low}, ${auc.high}], ${fair ? 'holds 0.5' : 'does NOT hold 0.5'}\n`,
  );
}

/** What `controlStage` measured; `undefined` where no control was asked for. */
export function readControl(config: Config): Manifest['metrics'] | undefined {
  return config.control
    ? (JSON.parse(readFileSync(figuresFile(config), 'utf8')) as Manifest['metrics'])
    : undefined;
}
