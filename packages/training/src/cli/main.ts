import { Command } from 'commander';
import { readConfig } from '../config/readConfig.js';
import { evaluateModel } from '../evaluation/evaluateModel.js';
import { printFigures } from '../evaluation/printFigures.js';
import { runStages } from '../stages/runStages.js';
import type { StageName } from '../stages/stageState.js';

const program = new Command('eventeye-train').description(
  'From labelled breast MR images to a packaged, calibrated model that the server loads.',
);

program
  .command('run')
  .description('run every stage that is not done yet; run again after an interruption')
  .argument('<config>', 'YAML file; see packages/training/README.md')
  .action((config: string) => runStages(readConfig(config)));

const stages: [StageName, string][] = [
  [
    'import',
    'find the labelled images: a folder, a CSV or JSON list, or a collection of The Cancer Imaging Archive',
  ],
  [
    'prepare',
    'window, resize, split by patient, balance; refuse images that are in two parts; write the ledger',
  ],
  ['train', 'run the phases of the PyTorch loop, resuming what was interrupted'],
  ['control', 'train on shuffled labels and measure: the figures must lie about chance'],
  ['pack', 'export, quantise, calibrate, fit the in-scope test, measure, write model, report and card'],
];
for (const [name, description] of stages) {
  program
    .command(name)
    .description(description)
    .argument('<config>', 'YAML file')
    .action((config: string) => runStages(readConfig(config), name));
}

program
  .command('evaluate')
  .description('measure a packed model again on the test part it was packed with')
  .argument('<config>', 'YAML file')
  .option('--model <folder>', 'instead of the folder the configuration packs into')
  .action(async (file: string, { model }: { model?: string }) => {
    const config = readConfig(file);
    printFigures(await evaluateModel(config, model ?? config.pack.out));
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
