import { describe, expect, it } from 'vitest';
import type { AnalysedSlice } from './analysedSlice.js';
import { joinLesions } from './joinLesions.js';

type Region = AnalysedSlice['regions'][number];
const region = (x: number, y: number, width = 10, height = 10, score = 0.7): Region => ({
  x,
  y,
  width,
  height,
  score,
});
/** A malignant slice 2 mm from its neighbours. */
const slice = (index: number, regions: Region[], more: Partial<AnalysedSlice> = {}): AnalysedSlice => ({
  index,
  positionMm: -30 + 2 * index,
  status: 'SUCCEEDED',
  outcome: 'MALIGNANT',
  malignancyProbability: 0.9,
  regions,
  ...more,
});
const benign = (index: number, regions: Region[] = []) =>
  slice(index, regions, { outcome: 'BENIGN', malignancyProbability: 0.1 });
const ranges = (slices: AnalysedSlice[], rules = {}) =>
  joinLesions(slices, rules).map((one) => [one.firstSliceIndex, one.lastSliceIndex]);

describe('joining regions of neighbouring slices', () => {
  it('lists two lesions separately, the more suspicious first', () => {
    const slices = [
      slice(0, [region(10, 10)], { malignancyProbability: 0.6 }),
      slice(1, [region(12, 10), region(80, 40)], { malignancyProbability: 0.7 }),
      slice(2, [region(82, 42, 12, 12)], { malignancyProbability: 0.95 }),
    ];
    const [first, second, ...others] = joinLesions(slices);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      firstSliceIndex: 1,
      lastSliceIndex: 2,
      keySliceIndex: 2,
      box: { x: 80, y: 40, width: 14, height: 14 },
      keyBox: { x: 82, y: 42, width: 12, height: 12 },
      peakProbability: 0.95,
      extentAlongNormalMm: 4,
      middlePositionMm: -27,
    });
    expect(first!.meanProbability).toBeCloseTo((0.7 + 0.95) / 2, 12);
    expect(second).toMatchObject({ firstSliceIndex: 0, lastSliceIndex: 1, keySliceIndex: 1 });
  });

  it('bridges a gap of one slice, and no wider one', () => {
    const here = region(10, 10);
    expect(ranges([slice(0, [here]), benign(1), slice(2, [here])])).toEqual([[0, 2]]);
    expect(ranges([slice(0, [here]), benign(1), benign(2), slice(3, [here])])).toHaveLength(2);
    expect(ranges([slice(0, [here]), benign(1), benign(2), slice(3, [here])], { maxGapSlices: 2 })).toEqual([
      [0, 3],
    ]);
  });

  it('counts a slice that is missing from the series as a gap', () => {
    const here = region(10, 10);
    // Slice order counts 3 and 4 as neighbours; by position two slices lie between them.
    const stack = [0, 1, 2, 3].map((index) => slice(index, index === 3 ? [here] : []));
    const after = slice(4, [here], { positionMm: -30 + 2 * 6 });
    expect(ranges([...stack, after])).toHaveLength(2);
    expect(ranges([...stack, { ...after, positionMm: -30 + 2 * 4 }])).toEqual([[3, 4]]);
  });

  it('keeps regions apart that touch or barely overlap', () => {
    expect(ranges([slice(0, [region(10, 10)]), slice(1, [region(20, 10)])])).toHaveLength(2);
    expect(ranges([slice(0, [region(10, 10)]), slice(1, [region(16, 10)])])).toHaveLength(2);
    expect(ranges([slice(0, [region(10, 10)]), slice(1, [region(15, 10)])])).toEqual([[0, 1]]);
  });

  it('takes two regions of one slice for one candidate only when another slice joins them', () => {
    const apart = [region(10, 10), region(22, 10)];
    expect(joinLesions([slice(0, apart)])).toHaveLength(2);
    const [one, ...others] = joinLesions([slice(0, apart), slice(1, [region(10, 10, 22)])]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ sliceCount: 2, box: { x: 10, y: 10, width: 22, height: 10 } });
    expect(one!.regions).toHaveLength(3);
  });

  it('leaves out slices that are benign, out of scope, failed or without attention', () => {
    const here = region(10, 10);
    expect(
      joinLesions([
        benign(0, [here]),
        slice(1, [here], { outcome: 'OUT_OF_SCOPE' }),
        slice(2, [here], { status: 'FAILED', outcome: null, malignancyProbability: null }),
        slice(3, []),
      ]),
    ).toEqual([]);
    expect(ranges([slice(0, [here], { outcome: 'INCONCLUSIVE' })])).toEqual([[0, 0]]);
  });

  it('goes by slice order where images have no position, and then gives no extent', () => {
    const nowhere = { positionMm: null };
    const [one] = joinLesions([slice(4, [region(10, 10)], nowhere), slice(5, [region(10, 10)], nowhere)]);
    expect(one).toMatchObject({
      firstSliceIndex: 4,
      lastSliceIndex: 5,
      extentAlongNormalMm: null,
      middlePositionMm: null,
    });
  });

  it('gives the same whatever the order of slices and regions', () => {
    const next = random(41);
    for (let round = 0; round < 200; round++) {
      const slices = Array.from({ length: 12 }, (_, index) =>
        slice(
          index,
          Array.from({ length: Math.floor(next() * 4) }, () =>
            region(next() * 40, next() * 40, 5 + next() * 20, 5 + next() * 20, next()),
          ),
          {
            outcome: (['MALIGNANT', 'INCONCLUSIVE', 'BENIGN', 'OUT_OF_SCOPE'] as const)[
              Math.floor(next() * 4)
            ]!,
            malignancyProbability: Math.round(next() * 4) / 4,
          },
        ),
      );
      const shuffle = <T>(values: readonly T[]) =>
        values
          .map((value) => [next(), value] as const)
          .sort(([a], [b]) => a - b)
          .map(([, value]) => value);
      const shuffled = shuffle(slices).map((one) => ({ ...one, regions: shuffle(one.regions) }));
      const joined = joinLesions(slices);
      expect(joinLesions(shuffled)).toEqual(joined);
      const taken = joined.reduce((sum, { regions }) => sum + regions.length, 0);
      const offered = slices
        .filter(({ outcome }) => outcome === 'MALIGNANT' || outcome === 'INCONCLUSIVE')
        .reduce((sum, { regions }) => sum + regions.length, 0);
      expect(taken).toBe(offered);
    }
  });
});

/** Lehmer's generator: the same numbers in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
