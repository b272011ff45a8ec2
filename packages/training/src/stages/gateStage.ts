import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeGate, gateVersion } from '@eventeye/inference/pipeline';
import type { Config } from '../config/config.js';
import { readLedgered } from '../dataset/verifyLedger.js';
import { writeWhole } from '../files/writeWhole.js';
import { collectVectors } from '../gate/collectVectors.js';
import { fitGate } from '../gate/fitGate.js';
import { measureGate } from '../gate/measureGate.js';
import { describeFile } from '../packing/draftManifest.js';
import type { FittedScope } from '../packing/packModel.js';
import { openGraph } from '../packing/runGraph.js';
import { showProgress } from '../terminal/progress.js';
import { exportFolder, modelFactsOf } from './modelFacts.js';
import { preparedFolder } from './prepareStage.js';

/** File of the gate's weights beside the graphs. */
const gateFile = 'gate.bin';

const resultFile = (config: Config) => join(exportFolder(config), 'gate.json');

/** Fits the in-scope test on the training part, sets its thresholds on the validation part, counts on the test part. */
export async function gateStage(config: Config): Promise<void> {
  const progress = showProgress('gate');
  const prepared = preparedFolder(config);
  const folder = exportFolder(config);
  const { slices, context } = readLedgered(prepared);
  const all = [...slices, ...context];
  const session = await openGraph(folder, config.pack.precisions[0]!, await modelFactsOf(config));
  try {
    const vectors = await collectVectors(prepared, all, session, config.gate, (done, count) =>
      progress.update(done, count, 'pictures'),
    );
    const fitted = fitGate(vectors, config.gate.passRate);
    writeWhole(join(folder, gateFile), encodeGate(fitted.gate));
    const { minScore, maxDistance, validationPassRate } = fitted;
    const test = all.filter(({ part }) => part === 'test');
    const counts = await measureGate(prepared, test, session, fitted, config.gate.heldOut);
    const result: FittedScope = {
      gate: {
        version: gateVersion,
        file: describeFile(folder, gateFile),
        minScore,
        maxDistance,
        validationPassRate,
      },
      counts,
    };
    writeWhole(resultFile(config), JSON.stringify(result));
    const sum = (expected: string, what: 'images' | 'inScope') =>
      counts.reduce((total, row) => total + (row.expected === expected ? row[what] : 0), 0);
    progress.finish(
      `${sum('IN_SCOPE', 'inScope')} of ${sum('IN_SCOPE', 'images')} test slices in scope, ${sum('OUT_OF_SCOPE', 'inScope')} of ${sum('OUT_OF_SCOPE', 'images')} drawn strangers`,
    );
  } finally {
    progress.stop();
    await session.release();
  }
}

/** What `gateStage` wrote. */
export function readFittedScope(config: Config): FittedScope {
  return JSON.parse(readFileSync(resultFile(config), 'utf8')) as FittedScope;
}
