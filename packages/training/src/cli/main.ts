import { Command } from 'commander';
import { readConfig } from '../config/readConfig.js';
import { evaluateModel } from '../evaluation/evaluateModel.js';
import { printFigures } from '../evaluation/printFigures.js';
import { runStages } from '../stages/runStages.js';
import { type StageName, stageNames } from '../stages/stageState.js';

const program = new Command('eventeye-train').description(
  'From labelled breast MR images to a packaged, calibrated model that the server loads.',
);

program
  .command('run')
  .description('run every stage that is not done yet; run again after an interruption')
  .argument('<config>', 'YAML file; see packages/training/README.md')
  .action((config: string) => runStages(readConfig(config)));

const stages: Record<StageName, string> = {
  import:
    'find the labelled images: a folder, a CSV or JSON list, or a collection of The Cancer Imaging Archive',
  prepare: 'window, resize, split by patient, balance; refuse images that are in two parts; write the ledger',
  ledger: 'read every prepared picture and compare it with the ledger',
  train: 'run the phases of the PyTorch loop, resuming what was interrupted',
  control: 'train on shuffled labels and measure: the figures must lie about chance',
  export: 'ONNX in every precision, compared with PyTorch',
  evaluate: 'calibrate on the validation part, measure on the test part, through the sessions that serve',
  gate: 'fit the in-scope test and count what it lets in',
  pack: 'write the model folder with report and card',
};
for (const name of stageNames) {
  program
    .command(name)
    .description(stages[name])
    .argument('<config>', 'YAML file')
    .action((config: string) => runStages(readConfig(config), name));
}

program
  .command('measure')
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
