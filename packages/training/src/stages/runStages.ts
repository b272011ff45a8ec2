import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { hashLedger } from '../dataset/ledger.js';
import { controlStage } from './controlStage.js';
import { evaluateStage } from './evaluateStage.js';
import { exportStage } from './exportStage.js';
import { gateStage } from './gateStage.js';
import { importStage, readCohort } from './importStage.js';
import { ledgerStage } from './ledgerStage.js';
import { packStage } from './packStage.js';
import { preparedFolder, prepareStage } from './prepareStage.js';
import { openStageState, type StageName, stageKey } from './stageState.js';
import { trainStage } from './trainStage.js';

/**
 * Runs every stage that has not come to its end with the present settings, in order.
 *
 * @param only runs just this stage, whatever is remembered of it; those before it must be done.
 */
export async function runStages(config: Config, only?: StageName): Promise<void> {
  const state = openStageState(config.work);
  const cohortHash = () => stageKey(readFileSync(join(config.work, 'cohort.json'), 'utf8'));
  const ledger = () => hashLedger(join(preparedFolder(config), 'ledger.jsonl'));
  const { labels, pack, targets, gate, control, seed } = config;
  const exported = () =>
    stageKey(ledger(), config.train, labels, config.prepare, pack.precisions, pack.calibrationSlices);
  const stages: [StageName, () => string, () => Promise<unknown>][] = [
    ['import', () => stageKey(config.source, labels), () => importStage(config)],
    [
      'prepare',
      () => stageKey(cohortHash(), config.prepare, labels),
      () => prepareStage(config, readCohort(config.work)),
    ],
    ['ledger', ledger, () => ledgerStage(config)],
    ['train', () => stageKey(ledger(), config.train, labels), () => trainStage(config)],
    ['control', () => stageKey(ledger(), control, labels, seed), () => controlStage(config)],
    ['export', exported, () => exportStage(config)],
    ['evaluate', () => stageKey(exported(), targets, seed), () => evaluateStage(config)],
    ['gate', () => stageKey(exported(), gate), () => gateStage(config)],
    ['pack', () => stageKey(exported(), { ...config, work: undefined }), () => packStage(config)],
  ];
  for (const [name, key, run] of stages) {
    if (only !== undefined && name !== only) continue;
    const wanted = key();
    if (only === undefined && state.isDone(name, wanted)) {
      process.stderr.write(`${name}: done before\n`);
      continue;
    }
    await run();
    state.finish(name, wanted);
  }
}
