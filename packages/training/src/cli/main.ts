import { resolve } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { Command } from 'commander';
import { prepareCohort } from '../dataset/prepareCohort.js';
import { evaluateModel } from '../evaluation/evaluateModel.js';
import { modelInput } from '../packing/modelInput.js';
import { packModel } from '../packing/packModel.js';
import { runPython } from '../packing/runPython.js';

const program = new Command('eventeye-train').description(
  'From a phantom cohort to a model that the server loads.',
);

program
  .command('prepare')
  .description(
    'window, resize and split the post-contrast slices of a phantom cohort, by the code that serves',
  )
  .argument('<cohort>', 'folder that the phantom command wrote')
  .requiredOption('--out <folder>', 'where pictures and index.csv go')
  .action(async (cohort: string, { out }: { out: string }) => {
    const slices = await prepareCohort(cohort, out, modelInput, (done, all) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} patients`);
    });
    console.log(`${slices.length} slices in ${resolve(out)}`);
  });

program
  .command('train')
  .description('the PyTorch loop; options after -- go to it, for example -- --weights none --epochs 6')
  .argument('<prepared>', 'folder that prepare wrote')
  .requiredOption('--out <folder>', 'where checkpoints and log go')
  .argument('[options...]', 'options of the loop')
  .action(async (prepared: string, options: string[], { out }: { out: string }) => {
    await runPython(['train', '--index', `${prepared}/index.csv`, '--out', out, ...options]);
  });

program
  .command('evaluate')
  .description('measure a packed model again on the test part it was packed with')
  .argument('<prepared>', 'folder that prepare wrote')
  .requiredOption('--model <folder>', 'folder with model.onnx and manifest.json')
  .action(async (prepared: string, { model }: { model: string }) => {
    const { metrics, band } = await evaluateModel(model, prepared);
    printFigures(metrics);
    console.log('thresholds of the manifest, by slice:');
    for (const [name, share] of Object.entries(band)) console.log(`  ${name.padEnd(22)} ${share.toFixed(4)}`);
  });

program
  .command('pack')
  .description('export, quantise, calibrate, measure and write a model folder')
  .argument('<prepared>', 'folder that prepare wrote')
  .requiredOption('--checkpoint <file>', 'best_breast_mri_model.pth')
  .requiredOption('--out <folder>', 'where the model goes')
  .requiredOption('--name <name>', 'for example breast-mri-phantom-resnet50')
  .requiredOption('--model-version <version>', 'semantic version')
  .requiredOption('--data <sentence>', 'what the model was trained on')
  .requiredOption('--epochs <count>', 'epochs of training in all, curriculum included', Number)
  .option('--initial-weights <name>', 'none, imagenet or a description', 'none')
  .option('--framework <name>', 'name and version of the framework', 'PyTorch')
  .option('--seed <number>', 'seed of training', Number, 1)
  .action(async (prepared: string, options: Record<string, string> & { epochs: number; seed: number }) => {
    const { manifest } = await packModel({
      prepared,
      checkpoint: options.checkpoint!,
      out: options.out!,
      name: options.name!,
      version: options.modelVersion!,
      datasetDescription: options.data!,
      training: {
        framework: options.framework!,
        seed: options.seed,
        epochs: options.epochs,
        initialWeights: options.initialWeights!,
      },
      log: (line) => console.error(line),
    });
    printFigures(manifest.metrics);
  });

function printFigures(metrics: Manifest['metrics']): void {
  for (const { level, name, value, low, high } of metrics) {
    console.log(
      `${level.padEnd(8)} ${name.padEnd(12)} ${value.toFixed(4)}  [${low.toFixed(4)}, ${high.toFixed(4)}]`,
    );
  }
}

try {
  await program.parseAsync();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
