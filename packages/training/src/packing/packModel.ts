import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Manifest, manifestSchema } from '@eventeye/inference';
import {
  checkGolden,
  filesOf,
  openSession,
  readPrepared,
  tensorSha256,
  toTensor,
} from '@eventeye/inference/pipeline';
import type { Measurement } from '../evaluation/measurement.js';
import type { ReportInput } from '../report/reportInput.js';
import { describeFile, draftManifest, type ModelFacts, toleranceOf } from './draftManifest.js';
import { graphFile } from './exportGraphs.js';

/** The fitted in-scope test, with what it did on named sets of images. */
export interface FittedScope {
  gate: NonNullable<Manifest['scope']['gate']>;
  counts: ReportInput['gate'];
}

/** What packing puts together. */
export interface PackOptions {
  /** Folder of the exported graphs, with `golden.png` and the gate. */
  folder: string;
  out: string;
  facts: ModelFacts;
  /** The first is served by default, the others lie beside it. */
  precisions: readonly Manifest['precision'][];
  measurement: Measurement;
  scope: FittedScope;
  control: Manifest['metrics'] | undefined;
}

/** What was packed, with everything a report shows. */
export interface Packed {
  manifest: Manifest;
  report: ReportInput;
}

/**
 * Writes a model folder the server loads: every precision, the gate, the golden picture with its answers, the manifest.
 * Every precision has to give its golden answer through the serving code before the folder appears.
 */
export async function packModel(options: PackOptions): Promise<Packed> {
  const { folder, precisions, facts, measurement, scope, control } = options;
  const { calibration, thresholds, metrics, comparisons, ...shown } = measurement;
  const main = precisions[0]!;
  const manifest: Manifest = {
    ...draftManifest(folder, main, facts),
    calibration,
    thresholds,
    metrics,
    ...(control && { control }),
    ...(comparisons[main] && { comparison: comparisons[main] }),
  };
  manifest.scope.gate = scope.gate;
  await fillGolden(folder, manifest, precisions, comparisons);
  manifestSchema.parse(manifest);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const precision of precisions) {
    const session = await openSession(folder, { precision });
    await checkGolden(folder, session);
    await session.release();
  }
  publish(folder, options.out, ['manifest.json', ...new Set(filesOf(manifest).map(({ path }) => path))]);
  return { manifest, report: { manifest, ...shown, control, gate: scope.counts } };
}

/** Tensor hash and logits of the golden picture as each precision gives them. */
async function fillGolden(
  folder: string,
  manifest: Manifest,
  precisions: readonly Manifest['precision'][],
  comparisons: Measurement['comparisons'],
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
    const comparison = comparisons[precision];
    others.push({
      precision,
      file,
      golden: { logits, tolerance: toleranceOf(precision) },
      ...(comparison && { comparison }),
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
