/** A linear classifier over standardised vectors. */
export interface LinearScore {
  weights: Float64Array;
  bias: number;
}

/**
 * Logistic regression with a penalty on the squared weights, both classes weighing the same: minimises
 * `mean balanced log-loss + penalty / 2 * |weights|²` by Nesterov's accelerated gradient with the step that the data's
 * largest curvature allows.
 *
 * @param rows standardised vectors of equal length.
 */
export function fitLogistic(
  rows: readonly Float32Array[],
  positive: readonly boolean[],
  options: { penalty: number; iterations?: number },
): LinearScore {
  const size = rows[0]!.length;
  const positives = positive.filter(Boolean).length;
  const share = [0.5 / (rows.length - positives), 0.5 / positives];
  const step = 1 / (0.25 * largestCurvature(rows, positive, share) + options.penalty);
  let weights = new Float64Array(size + 1);
  let ahead = Float64Array.from(weights);
  for (let i = 1; i <= (options.iterations ?? 300); i++) {
    const gradient = new Float64Array(size + 1);
    for (const [r, row] of rows.entries()) {
      let score = ahead[size]!;
      for (let k = 0; k < size; k++) score += ahead[k]! * row[k]!;
      const error = share[Number(positive[r])]! * (1 / (1 + Math.exp(-score)) - Number(positive[r]));
      for (let k = 0; k < size; k++) gradient[k]! += error * row[k]!;
      gradient[size]! += error;
    }
    const next = new Float64Array(size + 1);
    for (let k = 0; k <= size; k++)
      next[k] = ahead[k]! - step * (gradient[k]! + (k < size ? options.penalty * ahead[k]! : 0));
    const momentum = (i - 1) / (i + 2);
    ahead = next.map((value, k) => value + momentum * (value - weights[k]!));
    weights = next;
  }
  return { weights: weights.subarray(0, size), bias: weights[size]! };
}

/** Largest eigenvalue of the weighted second moment, by power iteration, with a margin. */
function largestCurvature(
  rows: readonly Float32Array[],
  positive: readonly boolean[],
  share: readonly number[],
): number {
  const size = rows[0]!.length;
  let direction = new Float64Array(size + 1).fill(1 / Math.sqrt(size + 1));
  let value = 1;
  for (let i = 0; i < 20; i++) {
    const next = new Float64Array(size + 1);
    for (const [r, row] of rows.entries()) {
      let along = direction[size]!;
      for (let k = 0; k < size; k++) along += direction[k]! * row[k]!;
      along *= share[Number(positive[r])]!;
      for (let k = 0; k < size; k++) next[k]! += along * row[k]!;
      next[size]! += along;
    }
    value = Math.sqrt(next.reduce((sum, one) => sum + one * one, 0));
    direction = next.map((one) => one / value);
  }
  return value * 1.1;
}
