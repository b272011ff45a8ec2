import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { pairSlices } from './pairSlices.js';

const at = (...positions: (number | null)[]) =>
  positions.map((slicePositionMm, i) => ({ slicePositionMm, name: i }));
const codeOf = (act: () => unknown) => {
  try {
    act();
    return 'no error';
  } catch (error) {
    return EventEyeError.is(error) ? error.code : String(error);
  }
};

describe('pairs of slices', () => {
  it('are made by position, whatever the order and the numbers', () => {
    const names = pairSlices(at(0, 2, 4, 6), at(6.04, 9, 4, -2, 1.96)).map((one) => one?.name);
    expect(names).toEqual([undefined, 4, 2, 0]);
  });

  it('are not made of slices between one another', () => {
    expect(pairSlices(at(1, 3), at(0, 2, 4))).toEqual([undefined, undefined]);
  });

  it('are refused where positions are unknown or not unique', () => {
    expect(codeOf(() => pairSlices(at(null), at(1)))).toBe('VOLUME_GEOMETRY_INVALID');
    expect(codeOf(() => pairSlices(at(1), at(null)))).toBe('VOLUME_GEOMETRY_INVALID');
    expect(codeOf(() => pairSlices(at(1), at(1, 1.05)))).toBe('VOLUME_GEOMETRY_INVALID');
  });
});
