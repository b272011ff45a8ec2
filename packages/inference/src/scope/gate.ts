import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import type { Manifest } from '../manifest/schema.js';
import { sha256 } from '../pipeline/hash.js';
import { gateCells, gateLength } from './gateVector.js';

/** Standardised values are held within this many deviations, so that one odd number decides nothing alone. */
const reach = 8;

/** The fitted in-scope test: two independent looks, and an image has to pass both. */
export interface Gate {
  /** Mean and standard deviation of each component over in-scope images. */
  mean: Float32Array;
  deviation: Float32Array;
  /** Linear score, in-scope images positive: weights, then the constant. */
  weights: Float32Array;
  bias: number;
  /** `components * 196`: projections of the standardised cell means, scaled to unit variance over in-scope images. */
  projection: Float32Array;
}

/** What a gate says of one image. */
export interface GateJudgement {
  /** Linear score; in scope from the manifest's `minScore`. */
  score: number;
  /** Squared Mahalanobis distance of the layout over its components; in scope up to the manifest's `maxDistance`. */
  distance: number;
}

/** Measures one image against a gate. */
export function judgeGate(gate: Gate, vector: Float32Array): GateJudgement {
  const standard = new Float32Array(vector.length);
  for (let i = 0; i < vector.length; i++)
    standard[i] = Math.min(reach, Math.max(-reach, (vector[i]! - gate.mean[i]!) / gate.deviation[i]!));
  let score = gate.bias;
  for (let i = 0; i < standard.length; i++) score += gate.weights[i]! * standard[i]!;
  const cells = gateCells * gateCells;
  const layout = standard.subarray(standard.length - 2 * cells, standard.length - cells);
  const components = gate.projection.length / cells;
  let distance = 0;
  for (let component = 0; component < components; component++) {
    let along = 0;
    for (let i = 0; i < cells; i++) along += gate.projection[component * cells + i]! * layout[i]!;
    distance += along * along;
  }
  return { score, distance: distance / components };
}

/** A gate as bytes: mean, deviation, weights, bias, projection; 32-bit floats, little endian. */
export function encodeGate({ mean, deviation, weights, bias, projection }: Gate): Uint8Array {
  const numbers = [...mean, ...deviation, ...weights, bias, ...projection];
  return new Uint8Array(Float32Array.from(numbers).buffer);
}

/**
 * Reads the gate a manifest names; `undefined` where it names none.
 *
 * @throws EventEyeError MODEL_INVALID when the file is absent, another or of the wrong length.
 */
export function loadGate(directory: string, manifest: Manifest): Gate | undefined {
  const { gate } = manifest.scope;
  if (!gate) return undefined;
  const invalid = (what: string, cause?: unknown) =>
    new EventEyeError('MODEL_INVALID', `The gate file ${gate.file.path} ${what}. Install the model again.`, {
      cause,
    });
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(join(directory, gate.file.path)));
  } catch (cause) {
    throw invalid('can not be read', cause);
  }
  if (sha256(bytes) !== gate.file.sha256) throw invalid('has another hash than its manifest says');
  const length = gateLength(manifest.outputs.featureShape[0]);
  const cells = gateCells * gateCells;
  const numbers = new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
  const components = (numbers.length - 3 * length - 1) / cells;
  if (bytes.length % 4 !== 0 || components < 1 || !Number.isInteger(components))
    throw invalid('has another length than its model needs');
  if (!numbers.every(Number.isFinite)) throw invalid('holds numbers that are none');
  return {
    mean: numbers.subarray(0, length),
    deviation: numbers.subarray(length, 2 * length),
    weights: numbers.subarray(2 * length, 3 * length),
    bias: numbers[3 * length]!,
    projection: numbers.subarray(3 * length + 1),
  };
}
