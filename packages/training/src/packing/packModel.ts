import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Manifest, manifestSchema } from '@eventeye/inference';
import { checkGolden, decodeImage, openSession, tensorSha256, toTensor } from '@eventeye/inference/pipeline';
import { buildLedger } from '../dataset/ledger.js';
import { type Part, type PreparedSlice, readIndex } from '../dataset/preparedIndex.js';
import { type BandTargets, chooseThresholds, fitTemperature } from '../evaluation/calibrate.js';
import { judgeSlices } from '../evaluation/judgeSlices.js';
import { measureBand } from '../evaluation/measureBand.js';
import { isMalignant, marginOf, measureCases, toCases } from '../evaluation/measureCases.js';
import { checkReference } from './checkReference.js';
import { comparePrecisions, type PrecisionComparison } from './comparePrecisions.js';
import { draftManifest } from './draftManifest.js';
import { renderModelCard } from './renderModelCard.js';
import { runPython } from './runPython.js';

/** What packing starts from. */
export interface PackOptions {
  checkpoint: string;
  /** Folder with `index.csv` and the prepared pictures. */
  prepared: string;
  out: string;
  name: string;
  version: string;
  datasetDescription: string;
  /** What the network began with, and how training went; goes into the manifest as it is. */
  training: Manifest['training'];
  targets?: BandTargets;
  seed?: number;
  log?: (line: string) => void;
}

/**
 * From a checkpoint to a model folder the server loads: fp32 and int8 ONNX, calibration and thresholds from the validation
 * part, figures from the test part with intervals over patients, golden picture, manifest and card.
 *
 * @throws Error when int8 strays too far from fp32, or a patient is in two parts.
 */
export async function packModel(
  options: PackOptions,
): Promise<{ manifest: Manifest; precisions: PrecisionComparison }> {
  const { prepared, out, seed = 1, targets = { sensitivity: 0.95, specificity: 0.95 } } = options;
  const log = options.log ?? (() => {});
  const slices = readIndex(join(prepared, 'index.csv'));
  const ledger = buildLedger(prepared, slices, options.name);
  const part = (name: Part) => slices.filter((slice) => slice.part === name);
  const work = mkdtempSync(join(tmpdir(), 'eventeye-pack-'));
  const exact = join(work, 'fp32');
  const quantised = join(work, 'int8');
  for (const folder of [exact, quantised]) mkdirSync(folder);
  try {
    log('exporting fp32 and int8');
    const fp32 = join(exact, 'model.onnx');
    await runPython(['export', '--checkpoint', options.checkpoint, '--out', fp32]);
    await runPython([
      'quantize',
      '--source',
      fp32,
      '--out',
      join(quantised, 'model.onnx'),
      '--index',
      join(prepared, 'index.csv'),
    ]);
    const headWeights = new Float32Array(new Uint8Array(readFileSync(join(exact, 'model.head.f32'))).buffer);
    const golden = part('test')[0];
    if (!golden) throw new Error('The test part is empty. Prepare a larger cohort.');
    for (const folder of [exact, quantised])
      copyFileSync(join(prepared, golden.path), join(folder, 'golden.png'));
    const counts = (what: (slices: readonly PreparedSlice[]) => number) => ({
      train: what(part('train')),
      validation: what(part('validation')),
      test: what(part('test')),
    });
    const facts = {
      name: options.name,
      version: options.version,
      description:
        'ResNet50 that tells benign from malignant lesions on post-contrast slices of synthetic breast MR phantoms.',
      isDemonstration: true,
      headWeights,
      training: options.training,
      dataset: {
        description: options.datasetDescription,
        ledgerSha256: ledger.sha256,
        patients: counts((some) => new Set(some.map(({ patient }) => patient)).size),
        slices: counts((some) => some.length),
      },
    };
    const judge = async (
      folder: string,
      precision: Manifest['precision'],
      wanted: PreparedSlice[],
      keepFeatures: boolean,
    ) => {
      writeFileSync(
        join(folder, 'manifest.json'),
        JSON.stringify(draftManifest(folder, { ...facts, precision })),
      );
      const session = await openSession(folder);
      try {
        if (precision === 'fp32')
          log(`fp32 differs from PyTorch by ${await checkReference(folder, session)}`);
        return await judgeSlices(prepared, wanted, session, { keepFeatures });
      } finally {
        await session.release();
      }
    };
    log('running the test part through fp32');
    const exactTest = await judge(exact, 'fp32', part('test'), true);
    log('running validation and test parts through int8');
    const validation = await judge(quantised, 'int8', part('validation'), false);
    const test = await judge(quantised, 'int8', part('test'), true);

    const manifest = draftManifest(quantised, { ...facts, precision: 'int8' });
    const precisions = comparePrecisions(exactTest, test, headWeights, manifest.outputs);
    log(`int8 against fp32: ${JSON.stringify(precisions)}`);
    if (precisions.classAgreement < 0.95 || precisions.aucLoss > 0.01) {
      throw new Error(`int8 strays from fp32: ${JSON.stringify(precisions)}. Calibrate with more slices.`);
    }
    const temperature = fitTemperature(
      validation.map((slice) => ({ margin: marginOf(slice), malignant: isMalignant(slice) })),
    );
    manifest.calibration.temperature = temperature;
    manifest.thresholds = chooseThresholds(toCases(validation, temperature), targets);
    const cases = toCases(test, temperature);
    manifest.metrics = measureCases(cases, seed);
    const band = measureBand(cases, manifest.thresholds);
    await fillGolden(quantised, manifest);
    manifestSchema.parse(manifest);
    writeFileSync(join(quantised, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(join(quantised, 'MODEL_CARD.md'), renderModelCard(manifest, precisions, targets, band));
    const session = await openSession(quantised);
    await checkGolden(quantised, session);
    await session.release();
    mkdirSync(out, { recursive: true });
    cpSync(quantised, out, { recursive: true });
    return { manifest, precisions };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Tensor hash and logits of the golden picture, as this very model gives them. */
async function fillGolden(directory: string, manifest: Manifest): Promise<void> {
  const { grey } = await decodeImage(new Uint8Array(readFileSync(join(directory, 'golden.png'))));
  const tensor = toTensor(Uint8Array.from(grey), manifest.input);
  const session = await openSession(directory);
  manifest.golden.inputTensorSha256 = tensorSha256(tensor);
  manifest.golden.logits = [...(await session.run(tensor)).logits];
  await session.release();
}
