import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@eventeye/inference';
import { sha256 } from '@eventeye/inference/pipeline';
import { graphFile } from './exportGraphs.js';

/** What is known of a model before it is measured. */
export interface ModelFacts
  extends Pick<
    Manifest,
    | 'name'
    | 'version'
    | 'description'
    | 'isDemonstration'
    | 'licence'
    | 'labels'
    | 'input'
    | 'dataset'
    | 'training'
  > {
  /** `labels * channels` weights of the linear head. */
  headWeights: Float32Array;
  featureShape: [number, number, number];
}

/**
 * A manifest for one precision of an export folder with temperature 1 and an open band: valid, so that the serving code can
 * load the model and measure what the final manifest says. `golden.png` has to lie in the folder.
 */
export function draftManifest(
  directory: string,
  precision: Manifest['precision'],
  facts: ModelFacts,
): Manifest {
  const golden = readFileSync(join(directory, 'golden.png'));
  const { headWeights, featureShape, ...said } = facts;
  return {
    schemaVersion: 1,
    ...said,
    createdAt: new Date().toISOString(),
    precision,
    file: describeFile(directory, graphFile(precision)),
    outputs: { logits: 'logits', features: 'features', featureShape },
    classActivation: {
      source: 'features',
      weights: Buffer.from(headWeights.buffer, headWeights.byteOffset, headWeights.byteLength).toString(
        'base64',
      ),
    },
    calibration: { method: 'temperature', temperature: 1 },
    thresholds: { benignBelow: 0.5, malignantFrom: 0.5 },
    scope: {
      modality: ['MR'],
      bodyPart: ['BREAST', 'CHEST', 'THORAX'],
      maxColourSaturation: 0.1,
      minContrast: 0.02,
    },
    metrics: [],
    golden: {
      image: 'golden.png',
      imageSha256: sha256(golden),
      inputTensorSha256: '0'.repeat(64),
      logits: said.labels.map(() => 0),
      tolerance: toleranceOf(precision),
    },
  };
}

/** Processors add int8 products in other orders and may round otherwise once more; fp32 differs in its last digits. */
export const toleranceOf = (precision: Manifest['precision']): number => (precision === 'int8' ? 0.05 : 1e-3);

/** A file of a model folder as the manifest names it. */
export function describeFile(directory: string, path: string): Manifest['file'] {
  const bytes = readFileSync(join(directory, path));
  return { path, sha256: sha256(bytes), byteLength: bytes.length };
}
