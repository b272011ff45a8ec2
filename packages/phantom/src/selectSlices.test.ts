import { describe, expect, it } from 'vitest';
import { createPhantom } from './phantom.js';
import { selectSlices } from './selectSlices.js';

const phantom = createPhantom({ seed: 3, lesion: 'MALIGNANT', slices: 80 });
const { from, to } = phantom.truth.lesion!.slices!;

describe('selectSlices', () => {
  it('takes the whole stack unless told otherwise', () => {
    expect(selectSlices(phantom, {})).toEqual(Array.from({ length: 80 }, (_, i) => i));
  });

  it('takes the slices in which the lesion is visible', () => {
    const slices = selectSlices(phantom, { lesionOnly: true });
    expect(slices[0]).toBe(from);
    expect(slices.at(-1)).toBe(to);
  });

  it('centres a few slices on the lesion', () => {
    const slices = selectSlices(phantom, { count: 3 });
    expect(slices).toHaveLength(3);
    expect(Math.abs(slices[1]! - (from + to) / 2)).toBeLessThanOrEqual(1);
  });

  it('never leaves the stack', () => {
    expect(selectSlices(phantom, { count: 500 })).toHaveLength(80);
    expect(selectSlices(phantom, { count: 500, lesionOnly: true })).toHaveLength(to - from + 1);
  });

  it('adds slices that do not show the lesion, spread over the stack', () => {
    const slices = selectSlices(phantom, { count: 2, lesionOnly: true, context: 6 });
    expect(slices).toHaveLength(8);
    expect(slices).toEqual(slices.toSorted((a, b) => a - b));
    const context = slices.filter((slice) => slice < from || slice > to);
    expect(context).toHaveLength(6);
    expect(context.at(-1)! - context[0]!).toBeGreaterThan(40);
  });

  it('centres on the stack of a phantom without a lesion, and finds no lesion slices there', () => {
    const normal = createPhantom({ seed: 3, lesion: null, slices: 21 });
    expect(selectSlices(normal, { count: 1 })).toEqual([10]);
    expect(selectSlices(normal, { lesionOnly: true })).toEqual([]);
  });
});
