import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { hashLedger } from '../dataset/ledger.js';
import { controlStage } from './controlStage.js';
import { importStage, readCohort } from './importStage.js';
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
  const stages: [StageName, () => string, () => Promise<unknown>][] = [
    ['import', () => stageKey(config.source, config.labels), () => importStage(config)],
    [
      'prepare',
      () => stageKey(cohortHash(), config.prepare, config.labels),
      () => prepareStage(config, readCohort(config.work)),
    ],
    ['train', () => stageKey(ledger(), config.train, config.labels), () => trainStage(config)],
    ['control', () => stageKey(ledger(), config.control, config.labels), () => controlStage(config)],
    ['pack', () => stageKey(ledger(), { ...config, work: undefined }), () => packStage(config)],
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
