import { describe, expect, it } from 'vitest';
import { orderStatistics } from './orderStatistics.js';

/** Fixed pseudo-random numbers: a linear congruential generator is enough to scatter values. */
function scatter(length: number, seed: number, scale: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32 - 0.5) * scale;
  });
}

describe('orderStatistics', () => {
  it.each([
    ['many digits', scatter(5000, 1, 1e-3)],
    ['whole numbers with ties', scatter(5000, 2, 4000).map(Math.round)],
    [
      'huge and tiny of both signs',
      Float32Array.from([...scatter(500, 3, 1e38), ...scatter(500, 4, 1e-38), 0, -0]),
    ],
    ['one value', Float32Array.of(-7)],
    ['all equal', new Float32Array(100).fill(3)],
  ])('finds what sorting would: %s', (_name, values) => {
    const sorted = values.slice().sort();
    const ranks = Array.from({ length: 40 }, (_, i) => Math.floor((i / 39) * (values.length - 1)));
    const expected = ranks.map((rank) => sorted[rank]! + 0);
    expect(orderStatistics(values, ranks).map((value) => value + 0)).toEqual(expected);
  });
});
