import { join } from 'node:path';
import type { Config } from '../config/config.js';
import type { PreparedSlice } from '../dataset/preparedIndex.js';
import { readLedgered } from '../dataset/verifyLedger.js';
import type { ModelFacts } from '../packing/draftManifest.js';
import { readExported } from '../packing/exportGraphs.js';
import { runPython } from '../python/runPython.js';
import { readCohort } from './importStage.js';
import { modelInputOf, preparedFolder } from './prepareStage.js';

/** Folder of the exported graphs and of what is measured with them. */
export const exportFolder = (config: Config): string => join(config.work, 'export');

/** What is known of the model of a configuration once its graphs are exported. */
export async function modelFactsOf(config: Config): Promise<ModelFacts> {
  const { slices, sha256 } = readLedgered(preparedFolder(config));
  const counts = (what: (some: PreparedSlice[]) => number) => {
    const of = (part: string) => what(slices.filter((slice) => slice.part === part));
    return { train: of('train'), validation: of('validation'), test: of('test') };
  };
  return {
    name: config.name,
    version: config.version,
    description: config.description,
    isDemonstration: config.demonstration,
    licence: config.licence,
    labels: config.labels,
    input: modelInputOf(config),
    training: {
      framework: await runPython(['version']),
      seed: config.train.at(-1)!.seed,
      epochs: config.train.reduce((sum, { epochs }) => sum + epochs, 0),
      initialWeights: config.train[0]!.weights,
      phases: config.train,
    },
    dataset: {
      description: readCohort(config.work).description,
      ledgerSha256: sha256,
      patients: counts((some) => new Set(some.map(({ patient }) => patient)).size),
      slices: counts((some) => some.length),
    },
    ...readExported(exportFolder(config), config.labels.length),
  };
}
