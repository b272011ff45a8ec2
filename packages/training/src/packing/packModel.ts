import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Manifest, manifestSchema } from '@eventeye/inference';
import {
  checkGolden,
  encodeGate,
  gateVersion,
  openSession,
  readPrepared,
  tensorSha256,
  toTensor,
} from '@eventeye/inference/pipeline';
import { buildLedger, hashLedger } from '../dataset/ledger.js';
import { type Part, type PreparedSlice, readIndex } from '../dataset/preparedIndex.js';
import { breakDown } from '../evaluation/breakdown.js';
import { type BandTargets, chooseThresholds, fitCalibration } from '../evaluation/calibrate.js';
import { poolPatients, toCases } from '../evaluation/cases.js';
import { measureCases } from '../evaluation/measureCases.js';
import { collectVectors, type GateSizes } from '../gate/collectVectors.js';
import { fitGate } from '../gate/fitGate.js';
import { measureGate } from '../gate/measureGate.js';
import { drawExamples } from '../report/drawExamples.js';
import type { ReportInput } from '../report/reportInput.js';
import { checkReference } from './checkReference.js';
import { comparePrecisions, type MappedSlice } from './comparePrecisions.js';
import { describeFile, draftManifest, type ModelFacts, toleranceOf } from './draftManifest.js';
import { exportGraphs, graphFile } from './exportGraphs.js';
import { mapSlices, openGraph } from './runGraph.js';

/** What packing starts from. */
export interface PackOptions {
  checkpoint: string;
  /** Folder that `prepare` wrote. */
  prepared: string;
  /** Folder for what is made on the way. */
  work: string;
  out: string;
  facts: Omit<ModelFacts, 'headWeights' | 'featureShape' | 'dataset'> & { datasetDescription: string };
  /** The first is served by default, the others lie beside it. */
  precisions: readonly Manifest['precision'][];
  calibrationSlices: number;
  targets: BandTargets;
  gate: GateSizes & { passRate: number; heldOut: number };
  control: Manifest['metrics'] | undefined;
  seed: number;
  onProgress?: (done: number, all: number, what: string) => void;
  log?: (line: string) => void;
}

/** What was packed, with everything a report shows. */
export interface Packed {
  manifest: Manifest;
  report: ReportInput;
}

/** An agreement below this is no rounding but a broken graph. */
const bounds = { classAgreement: 0.98, aucLoss: 0.005, heatmapCorrelation: 0.95 };

/**
 * From a checkpoint to a model folder the server loads: ONNX in every precision, calibration and thresholds from the
 * validation part, the in-scope test, figures from the test part with intervals over patients, golden picture, manifest.
 *
 * @throws Error when a patient is in two parts, the slices are not those of the ledger, or a graph strays from PyTorch.
 */
export async function packModel(options: PackOptions): Promise<Packed> {
  const { prepared, precisions, targets, seed, log = () => {} } = options;
  const slices = readIndex(join(prepared, 'index.csv'));
  const context = readIndex(join(prepared, 'context.csv'));
  const ledger = buildLedger([...slices, ...context]);
  if (ledger.sha256 !== hashLedger(join(prepared, 'ledger.jsonl')))
    throw new Error('The index is not the one of the ledger. Prepare the cohort again.');
  const part = (name: Part) => slices.filter((slice) => slice.part === name);
  const counts = (what: (some: PreparedSlice[]) => number) => ({
    train: what(part('train')),
    validation: what(part('validation')),
    test: what(part('test')),
  });
  const { datasetDescription, ...said } = options.facts;
  const folder = options.work;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  log('exporting');
  const exported = await exportGraphs({
    checkpoint: options.checkpoint,
    out: folder,
    size: said.input.width,
    precisions,
    index: join(prepared, 'index.csv'),
    labels: said.labels.map(({ name }) => name),
    calibrationSlices: options.calibrationSlices,
  });
  copyFileSync(join(prepared, part('test')[0]!.path), join(folder, 'golden.png'));
  const facts: ModelFacts = {
    ...said,
    ...exported,
    dataset: {
      description: datasetDescription,
      ledgerSha256: ledger.sha256,
      patients: counts((some) => new Set(some.map(({ patient }) => patient)).size),
      slices: counts((some) => some.length),
    },
  };

  const main = precisions[0]!;
  const all = part('test').length * new Set([...precisions, 'fp32']).size + part('validation').length;
  let done = 0;
  const step = (what: string) => () => options.onProgress?.(++done, all, what);
  const testOf = new Map<Manifest['precision'], MappedSlice[]>();
  let validation: MappedSlice[] = [];
  for (const precision of new Set(['fp32' as const, ...precisions])) {
    const session = await openGraph(folder, precision, facts);
    try {
      if (precision === 'fp32') {
        const difference = await checkReference(join(folder, 'model.fp32'), session);
        log(`fp32 in this runtime differs from PyTorch by ${difference.toExponential(2)}`);
      }
      testOf.set(
        precision,
        await mapSlices(prepared, part('test'), session, step(`test part, ${precision}`)),
      );
      if (precision === main)
        validation = await mapSlices(
          prepared,
          part('validation'),
          session,
          step(`validation part, ${precision}`),
        );
    } finally {
      await session.release();
    }
  }
  const manifest = draftManifest(folder, main, facts);
  const { labels } = manifest;
  const compare = (precision: Manifest['precision']) => {
    const comparison = comparePrecisions(testOf.get('fp32')!, testOf.get(precision)!, labels);
    log(`${precision} against fp32: ${JSON.stringify(comparison)}`);
    return comparison;
  };
  if (main !== 'fp32') {
    manifest.comparison = compare(main);
    const { classAgreement, aucLoss, heatmapCorrelation } = manifest.comparison;
    // A tiny test part can flip a whole per cent with one slice; the bounds are for parts that can show them.
    const measurable = part('test').length >= 200;
    if (
      measurable &&
      (classAgreement < bounds.classAgreement ||
        aucLoss > bounds.aucLoss ||
        heatmapCorrelation < bounds.heatmapCorrelation)
    )
      throw new Error(
        `${main} strays from fp32: ${JSON.stringify(manifest.comparison)}. Calibrate with more slices, or pack fp16.`,
      );
  }

  const test = testOf.get(main)!;
  const calibration = fitCalibration(validation, labels);
  const ofPatients = fitCalibration(poolPatients(validation), labels);
  manifest.calibration = {
    method: 'bias-corrected-temperature',
    ...calibration,
    patient: { pooling: 'mean-logits', ...ofPatients },
  };
  manifest.thresholds = {
    ...chooseThresholds(toCases(validation, labels, calibration), targets, { seed }),
    targets,
  };
  const sliceCases = toCases(test, labels, calibration);
  const patientCases = toCases(poolPatients(test), labels, ofPatients);
  const split = `held-out test part${said.isDemonstration ? ' of phantoms' : ''}`;
  manifest.metrics = measureCases({ patient: patientCases, slice: sliceCases }, split, seed);
  if (options.control) manifest.control = options.control;

  const session = await openGraph(folder, main, facts);
  let gate: ReportInput['gate'];
  try {
    log('fitting the in-scope test');
    const fitted = fitGate(
      await collectVectors(prepared, [...slices, ...context], session, options.gate),
      options.gate.passRate,
    );
    writeFileSync(join(folder, 'gate.bin'), encodeGate(fitted.gate));
    const { minScore, maxDistance, validationPassRate } = fitted;
    const file = describeFile(folder, 'gate.bin');
    manifest.scope.gate = { version: gateVersion, file, minScore, maxDistance, validationPassRate };
    const inside = [...part('test'), ...context.filter((slice) => slice.part === 'test')];
    gate = await measureGate(prepared, inside, session, fitted, options.gate.heldOut);
  } finally {
    await session.release();
  }

  await fillGolden(folder, manifest, precisions, compare);
  manifestSchema.parse(manifest);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const precision of precisions) {
    const packed = await openSession(folder, { precision });
    await checkGolden(folder, packed);
    await packed.release();
  }
  const report: ReportInput = {
    manifest,
    patientCases,
    sliceCases,
    control: options.control,
    breakdowns: breakDown(test, labels, ofPatients, seed),
    gate,
    examples: await drawExamples(prepared, test, manifest),
  };
  publish(folder, options.out, ['manifest.json', 'golden.png', 'gate.bin', ...precisions.map(graphFile)]);
  return { manifest, report };
}

/** Tensor hash and logits of the golden picture as each precision gives them. */
async function fillGolden(
  folder: string,
  manifest: Manifest,
  precisions: readonly Manifest['precision'][],
  compare: (precision: Manifest['precision']) => NonNullable<Manifest['comparison']>,
): Promise<void> {
  const picture = new Uint8Array(readFileSync(join(folder, 'golden.png')));
  const tensor = toTensor(await readPrepared(picture, manifest.input), manifest.input);
  manifest.golden.inputTensorSha256 = tensorSha256(tensor);
  const answers = async (precision: Manifest['precision']) => {
    const file = describeFile(folder, graphFile(precision));
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({ ...manifest, precision, file, alternatives: undefined }),
    );
    const session = await openSession(folder);
    const { logits } = await session.run(tensor);
    await session.release();
    return { file, logits: [...logits] };
  };
  manifest.golden.logits = (await answers(manifest.precision)).logits;
  const others: NonNullable<Manifest['alternatives']> = [];
  for (const precision of precisions.slice(1)) {
    const { file, logits } = await answers(precision);
    others.push({
      precision,
      file,
      golden: { logits, tolerance: toleranceOf(precision) },
      ...(precision !== 'fp32' && { comparison: compare(precision) }),
    });
  }
  if (others.length > 0) manifest.alternatives = others;
}

/** Puts the files of a model into place together: a reader finds the former model or this one. */
function publish(folder: string, out: string, files: readonly string[]): void {
  const staging = `${out}.partial`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  mkdirSync(staging);
  for (const file of files) cpSync(join(folder, file), join(staging, file));
  mkdirSync(out, { recursive: true });
  for (const file of files) renameSync(join(staging, file), join(out, file));
  rmSync(staging, { recursive: true });
}
