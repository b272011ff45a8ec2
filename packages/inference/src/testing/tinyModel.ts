import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Manifest } from '../manifest/schema.js';
import { sha256, tensorSha256 } from '../pipeline/hash.js';
import { readPrepared } from '../pipeline/readPrepared.js';
import { openSession } from '../pipeline/session.js';
import { toTensor } from '../pipeline/toTensor.js';

const folder = fileURLToPath(new URL('./tiny/', import.meta.url));

/**
 * Makes a model folder around the tiny ONNX model of the tests: chosen weights, 1 kB, same inputs and outputs as the
 * real one. For tests of everything around a model, never of what a model says.
 *
 * @param change edits the manifest before it is written.
 * @returns the folder; the caller removes it.
 */
export async function makeTinyModel(change: (manifest: Manifest) => void = () => {}): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'eventeye-tiny-'));
  copyFileSync(join(folder, 'tiny.onnx'), join(directory, 'model.onnx'));
  // A change to three channels needs a golden picture of three.
  const wanted = tinyManifest(new Uint8Array());
  change(wanted);
  const depth = wanted.input.channels === 'dce-triplet' ? 3 : 1;
  const golden = await sharp(goldenSamples(depth), { raw: { width: 224, height: 224, channels: depth } })
    .toColourspace(depth === 1 ? 'b-w' : 'srgb')
    .png()
    .toBuffer();
  writeFileSync(join(directory, 'golden.png'), golden);
  const manifest = tinyManifest(golden);
  manifest.input.channels = wanted.input.channels;
  const save = () => writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest));
  save();
  const session = await openSession(directory);
  const tensor = toTensor(await readPrepared(golden, manifest.input), manifest.input);
  manifest.golden.inputTensorSha256 = tensorSha256(tensor);
  manifest.golden.logits = [...(await session.run(tensor)).logits];
  await session.release();
  change(manifest);
  save();
  return directory;
}

/** A diagonal ramp: no two 32-pixel cells alike. */
function goldenSamples(depth: number): Uint8Array {
  return Uint8Array.from({ length: 224 * 224 * depth }, (_, sample) => {
    const i = Math.floor(sample / depth);
    return ((i % 224) + Math.floor(i / 224)) >> 1;
  });
}

/** The manifest of the tiny model. */
export function tinyManifest(golden: Uint8Array): Manifest {
  const onnx = readFileSync(join(folder, 'tiny.onnx'));
  return {
    schemaVersion: 1,
    name: 'tiny',
    version: '0.0.1',
    description: 'Chosen weights for tests; says nothing about any image.',
    isDemonstration: true,
    licence: 'Apache-2.0',
    createdAt: '2026-01-01T00:00:00Z',
    precision: 'fp32',
    file: { path: 'model.onnx', sha256: sha256(onnx), byteLength: onnx.length },
    input: {
      name: 'input',
      channels: 'grey-replicated',
      width: 224,
      height: 224,
      windowing: { method: 'percentile', low: 1, high: 99.5 },
      resize: { kernel: 'linear', fit: 'contain', background: 0 },
      normalisation: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
      preprocessing: 'eventeye-preprocess/1',
    },
    outputs: { logits: 'logits', features: 'features', featureShape: [8, 7, 7] },
    labels: [
      { name: 'BENIGN', malignant: false },
      { name: 'MALIGNANT', malignant: true },
    ],
    classActivation: {
      source: 'features',
      weights: readFileSync(join(folder, 'tiny-head.bin')).toString('base64'),
    },
    calibration: { method: 'temperature', temperature: 1 },
    thresholds: { benignBelow: 0.4, malignantFrom: 0.6 },
    scope: { modality: ['MR'], maxColourSaturation: 0.1, minContrast: 0.02 },
    dataset: {
      description: 'none',
      ledgerSha256: '0'.repeat(64),
      patients: { train: 0, validation: 0, test: 0 },
      slices: { train: 0, validation: 0, test: 0 },
    },
    metrics: [],
    training: { framework: 'none', seed: 0, epochs: 1, initialWeights: 'chosen' },
    golden: {
      image: 'golden.png',
      imageSha256: sha256(golden),
      inputTensorSha256: '0'.repeat(64),
      logits: [0, 0],
      tolerance: 1e-4,
    },
  };
}
