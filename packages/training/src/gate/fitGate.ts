import type { Manifest } from '@eventeye/inference';
import { type Gate, gateCells, judgeGate } from '@eventeye/inference/pipeline';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { fitLogistic } from './logistic.js';

/** Directions of the layout that are measured; the rest is noise of the drawn anatomy. */
const components = 48;

/** Vectors the gate is fitted on. */
export interface GateSamples {
  /** In scope, of the training part. */
  inside: readonly Float32Array[];
  /** Out of scope. */
  outside: readonly Float32Array[];
  /** In scope, of the validation part: the thresholds come from these. */
  validation: readonly Float32Array[];
}

/** A fitted gate with the thresholds that pass the wanted share of the validation part. */
export interface FittedGate {
  gate: Gate;
  minScore: number;
  maxDistance: number;
  /** Share of validation slices that pass both. */
  validationPassRate: Manifest['metrics'][number]['value'];
}

/**
 * Fits the in-scope test: a linear score against pictures that are no breast MR, and the Mahalanobis distance of the layout
 * within its first 48 principal directions. Either alone misses some; an image has to pass both.
 *
 * @param passRate share of the validation part each of the two lets pass.
 */
export function fitGate(samples: GateSamples, passRate = 0.995): FittedGate {
  const length = samples.inside[0]!.length;
  const mean = new Float32Array(length);
  const deviation = new Float32Array(length);
  for (let k = 0; k < length; k++) {
    let sum = 0;
    let squares = 0;
    for (const vector of samples.inside) {
      sum += vector[k]!;
      squares += vector[k]! ** 2;
    }
    mean[k] = sum / samples.inside.length;
    // What never varies would make any change infinitely odd.
    deviation[k] = Math.max(0.01, Math.sqrt(Math.max(0, squares / samples.inside.length - mean[k]! ** 2)));
  }
  const standardise = (vector: Float32Array) =>
    vector.map((value, k) => Math.min(8, Math.max(-8, (value - mean[k]!) / deviation[k]!)));
  const inside = samples.inside.map(standardise);
  const rows = [...inside, ...samples.outside.map(standardise)];
  const { weights, bias } = fitLogistic(
    rows,
    rows.map((_, i) => i < inside.length),
    { penalty: 0.005 },
  );
  const gate: Gate = {
    mean,
    deviation,
    weights: Float32Array.from(weights),
    bias: Math.fround(bias),
    projection: layoutProjection(inside),
  };
  const judged = samples.validation.map((vector) => judgeGate(gate, vector));
  const scores = judged.map(({ score }) => score).sort((a, b) => a - b);
  const distances = judged.map(({ distance }) => distance).sort((a, b) => b - a);
  const allowed = Math.floor((1 - passRate) * judged.length);
  const minScore = scores[allowed]!;
  const maxDistance = distances[allowed]!;
  const passing = judged.filter(({ score, distance }) => score >= minScore && distance <= maxDistance);
  return { gate, minScore, maxDistance, validationPassRate: passing.length / judged.length };
}

/** Principal directions of the standardised cell means, each divided by the deviation along it. */
function layoutProjection(standardised: readonly Float32Array[]): Float32Array {
  const cells = gateCells * gateCells;
  const layouts = new Matrix(
    standardised.map((row) => Array.from(row.subarray(row.length - 2 * cells, row.length - cells))),
  );
  const covariance = layouts.transpose().mmul(layouts).div(standardised.length);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  });
  const order = realEigenvalues.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value);
  const kept = order.slice(0, Math.min(components, standardised.length - 1));
  const projection = new Float32Array(kept.length * cells);
  for (const [row, { value, i }] of kept.entries()) {
    const scale = 1 / Math.sqrt(Math.max(value, 1e-3));
    for (let cell = 0; cell < cells; cell++)
      projection[row * cells + cell] = eigenvectorMatrix.get(cell, i) * scale;
  }
  return projection;
}
