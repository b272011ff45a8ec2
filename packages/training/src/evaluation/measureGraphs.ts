import type { Manifest } from '@eventeye/inference';
import type { PreparedSlice } from '../dataset/preparedIndex.js';
import { comparePrecisions, type MappedSlice } from '../packing/comparePrecisions.js';
import { draftManifest, type ModelFacts } from '../packing/draftManifest.js';
import { mapSlices, openGraph } from '../packing/runGraph.js';
import { drawExamples } from '../report/drawExamples.js';
import { breakDown } from './breakdown.js';
import { type BandTargets, chooseThresholds, fitCalibration } from './calibrate.js';
import { poolPatients, toCases } from './cases.js';
import { measureCases } from './measureCases.js';
import type { Measurement } from './measurement.js';

/** What is measured, and how. */
export interface MeasureOptions {
  /** Folder of the exported graphs. */
  folder: string;
  /** Folder of the prepared slices. */
  prepared: string;
  slices: readonly PreparedSlice[];
  facts: ModelFacts;
  /** The first is the one that is served by default. */
  precisions: readonly Manifest['precision'][];
  targets: BandTargets;
  seed: number;
  onSlice?: (done: number, all: number, what: string) => void;
  log?: (line: string) => void;
}

/** A precision that strays further is no rounding but a broken graph. */
const bounds = { classAgreement: 0.98, aucLoss: 0.005, heatmapCorrelation: 0.95 };

/** A smaller test part can flip a whole per cent with one slice and shows no bound. */
const measurableSlices = 200;

/**
 * Runs validation and test part through the sessions that serve: calibration and thresholds from the validation part,
 * figures with intervals over patients from the test part, every precision against fp32.
 *
 * @throws Error when the precision that is to be served strays from fp32.
 */
export async function measureGraphs(options: MeasureOptions): Promise<Measurement> {
  const { folder, prepared, facts, precisions, targets, seed, log = () => {} } = options;
  const { labels } = facts;
  const main = precisions[0]!;
  const { testOf, validation } = await runGraphs(options, main);
  const comparisons: Measurement['comparisons'] = {};
  for (const precision of precisions.filter((one) => one !== 'fp32')) {
    const comparison = comparePrecisions(testOf.get('fp32')!, testOf.get(precision)!, labels);
    comparisons[precision] = comparison;
    log(
      `${precision} against fp32: class agreement ${(100 * comparison.classAgreement).toFixed(2)} %, AUC loss ${comparison.aucLoss.toFixed(5)}, attention maps correlate ${comparison.heatmapCorrelation.toFixed(4)}`,
    );
  }
  const test = testOf.get(main)!;
  if (test.length >= measurableSlices) assertNear(main, comparisons[main]);

  const calibration = fitCalibration(validation, labels);
  const ofPatients = fitCalibration(poolPatients(validation), labels);
  const sliceCases = toCases(test, labels, calibration);
  const patientCases = toCases(poolPatients(test), labels, ofPatients);
  const split = `held-out test part${facts.isDemonstration ? ' of phantoms' : ''}`;
  const measured: Omit<Measurement, 'examples'> = {
    comparisons,
    calibration: {
      method: 'bias-corrected-temperature',
      ...calibration,
      patient: { pooling: 'mean-logits', ...ofPatients },
    },
    thresholds: {
      ...chooseThresholds(toCases(validation, labels, calibration), targets, { seed }),
      targets,
    },
    metrics: measureCases({ patient: patientCases, slice: sliceCases }, split, seed),
    patientCases,
    sliceCases,
    breakdowns: breakDown(test, labels, ofPatients, seed),
  };
  const manifest = { ...draftManifest(folder, main, facts), ...measured };
  return { ...measured, examples: await drawExamples(prepared, test, manifest) };
}

async function runGraphs(
  { folder, prepared, slices, facts, precisions, onSlice }: MeasureOptions,
  main: string,
) {
  const part = (name: string) => slices.filter((slice) => slice.part === name);
  const wanted = [...new Set(['fp32' as const, ...precisions])];
  const all = part('test').length * wanted.length + part('validation').length;
  let done = 0;
  const step = (what: string) => () => onSlice?.(++done, all, what);
  const testOf = new Map<Manifest['precision'], MappedSlice[]>();
  let validation: MappedSlice[] = [];
  for (const precision of wanted) {
    const session = await openGraph(folder, precision, facts);
    try {
      const run = (name: string) =>
        mapSlices(prepared, part(name), session, step(`${name} part, ${precision}`));
      testOf.set(precision, await run('test'));
      if (precision === main) validation = await run('validation');
    } finally {
      await session.release();
    }
  }
  return { testOf, validation };
}

function assertNear(precision: string, comparison: Manifest['comparison']): void {
  if (
    comparison &&
    (comparison.classAgreement < bounds.classAgreement ||
      comparison.aucLoss > bounds.aucLoss ||
      comparison.heatmapCorrelation < bounds.heatmapCorrelation)
  ) {
    throw new Error(
      `${precision} strays from fp32: ${JSON.stringify(comparison)}. Calibrate with more slices, or put another precision first.`,
    );
  }
}
