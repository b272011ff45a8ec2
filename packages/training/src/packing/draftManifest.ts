import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { sha256 } from '@eventeye/inference/pipeline';
import { modelInput } from './modelInput.js';

/** What is known of a model before it is measured. */
export interface ModelFacts {
  name: string;
  version: string;
  description: string;
  isDemonstration: boolean;
  precision: Manifest['precision'];
  /** `labels * channels` weights of the linear head. */
  headWeights: Float32Array;
  dataset: Manifest['dataset'];
  training: Manifest['training'];
}

/**
 * A manifest for `model.onnx` and `golden.png` of a folder with temperature 1 and an open band: valid, so that the
 * serving code can load the model and measure what the final manifest says.
 */
export function draftManifest(directory: string, facts: ModelFacts): Manifest {
  const onnx = readFileSync(join(directory, 'model.onnx'));
  const golden = readFileSync(join(directory, 'golden.png'));
  const { headWeights, ...said } = facts;
  return {
    schemaVersion: 1,
    ...said,
    licence: 'Apache-2.0',
    createdAt: new Date().toISOString(),
    file: { path: 'model.onnx', sha256: sha256(onnx), byteLength: onnx.length },
    input: modelInput,
    outputs: { logits: 'logits', features: 'features', featureShape: [headWeights.length / 2, 7, 7] },
    labels: [
      { name: 'BENIGN', malignant: false },
      { name: 'MALIGNANT', malignant: true },
    ],
    classActivation: {
      source: 'features',
      weights: Buffer.from(headWeights.buffer, headWeights.byteOffset, headWeights.byteLength).toString(
        'base64',
      ),
    },
    calibration: { method: 'temperature', temperature: 1 },
    thresholds: { benignBelow: 0.5, malignantFrom: 0.5 },
    scope: { modality: ['MR'], maxColourSaturation: 0.1, minContrast: 0.02 },
    metrics: [],
    golden: {
      image: 'golden.png',
      imageSha256: sha256(golden),
      inputTensorSha256: '0'.repeat(64),
      logits: [0, 0],
      tolerance: 0.05,
    },
  };
}
