import { describe, expect, it } from 'vitest';
import { type DynamicPass, suggestSubtraction } from './suggestSubtraction.js';

const pass = (
  seriesId: string,
  acquiredAt: string | undefined,
  more: Partial<DynamicPass> = {},
): DynamicPass => ({
  seriesId,
  positionsMm: [0, 2, 4],
  protocol: 'T1 dynamic',
  acquiredAt,
  hasContrastAgent: false,
  ...more,
});
const pre = pass('pre', '2020-01-01T09:00:00');
const post1 = pass('post1', '2020-01-01T09:03:00', { positionsMm: [0.04, 2, 4] });
const post2 = pass('post2', '2020-01-01T09:05:00');
const suggested = (...passes: DynamicPass[]) => {
  const pair = suggestSubtraction(passes);
  return pair && [pair.base.seriesId, pair.series.seriesId];
};

describe('the suggested subtraction', () => {
  it('is the first pass from the second in time, whatever their order and numbers', () => {
    expect(suggested(post2, post1, pre)).toEqual(['pre', 'post1']);
  });

  it('leaves out series of another protocol or at other places', () => {
    const t2 = pass('t2', '2020-01-01T08:50:00', { protocol: 'T2' });
    const elsewhere = pass('sagittal', '2020-01-01T08:55:00', { positionsMm: [1, 3, 5] });
    expect(suggested(t2, elsewhere, post1, pre)).toEqual(['pre', 'post1']);
    expect(suggested(t2, elsewhere, pre)).toBeUndefined();
  });

  it('is not guessed where times are missing, equal, or at odds with the contrast agent', () => {
    expect(suggested(pre, pass('post1', undefined))).toBeUndefined();
    expect(suggested(pre, pass('copy', pre.acquiredAt))).toBeUndefined();
    expect(suggested({ ...pre, hasContrastAgent: true }, post1)).toBeUndefined();
    expect(suggested(pre, { ...post1, hasContrastAgent: true })).toEqual(['pre', 'post1']);
    expect(suggested()).toBeUndefined();
  });
});
