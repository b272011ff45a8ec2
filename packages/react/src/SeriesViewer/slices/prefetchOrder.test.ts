import { describe, expect, it } from 'vitest';
import { prefetchOrder } from './prefetchOrder.js';

describe('what is loaded next', () => {
  it('goes ahead in the direction of scrolling, three for each one behind', () => {
    expect(prefetchOrder(10, 160, 1).slice(0, 9)).toEqual([10, 11, 12, 13, 9, 14, 15, 16, 8]);
    expect(prefetchOrder(10, 160, -1).slice(0, 5)).toEqual([10, 9, 8, 7, 11]);
  });

  it('names every slice once, also at the ends', () => {
    for (const index of [0, 1, 5, 6]) {
      expect(prefetchOrder(index, 7, 1).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(prefetchOrder(index, 7, -1).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
    expect(prefetchOrder(0, 1, 1)).toEqual([0]);
  });
});
