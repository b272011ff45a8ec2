import { describe, expect, it } from 'vitest';
import { type StoredLevels, windowLevels } from './storedLevels.js';
import { applyWindow, percentileWindow } from './window.js';

/** Repeatable whole numbers from 0 to 65,535. */
function samples(length: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 16;
  });
}

const slowly = ({ values, slope, intercept }: StoredLevels, low: number, high: number, invert: boolean) => {
  const units = Float32Array.from(values, (value) => value * slope + intercept);
  return applyWindow(units, percentileWindow(units, low, high), { invert });
};

describe('windowLevels', () => {
  const kinds = [
    Uint16Array.from(samples(4000, 1)),
    Int16Array.from(samples(4000, 2)),
    Uint16Array.from(samples(4000, 3), (value) => value >> 6),
    Uint8Array.from(samples(4000, 4)),
    Int8Array.from(samples(4000, 5)),
    new Uint16Array(100).fill(7),
  ];
  const lines = [
    [1, 0],
    [2.5, -1024],
    [-0.37, 12],
    [0, 5],
    [1e-7, 1e6],
  ] as const;

  it('gives the very bytes of the long way, for every kind of sample and line', () => {
    for (const values of kinds)
      for (const [slope, intercept] of lines)
        for (const invert of [false, true]) {
          const levels = { values, slope, intercept };
          expect(windowLevels(levels, 1, 99.5, { invert })).toEqual(slowly(levels, 1, 99.5, invert));
        }
  });
});
