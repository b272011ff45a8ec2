import type { SliceTime } from '@eventeye/dicom';
import { describe, expect, it } from 'vitest';
import { type DynamicPass, suggestSubtraction } from './suggestSubtraction.js';

const pass = (
  seriesId: string,
  acquisitionSeconds: number | undefined,
  more: Partial<DynamicPass> = {},
  time: Partial<SliceTime> = {},
): DynamicPass => ({
  seriesId,
  positionsMm: [0, 2, 4],
  protocol: 'T1 dynamic',
  first: {
    position: [0, 0, 0],
    orientation: { row: [1, 0, 0], column: [0, 1, 0] },
    pixelSpacing: { rowMm: 1, columnMm: 1 },
    sliceThicknessMm: 2,
    rows: 10,
    columns: 10,
    laterality: undefined,
    patientPosition: 'HFP',
    time: {
      temporalPosition: undefined,
      acquisitionSeconds,
      triggerTimeMs: undefined,
      contentSeconds: undefined,
      ...time,
    },
  },
  hasContrastAgent: false,
  ...more,
});
const pre = pass('pre', 100);
const post1 = pass('post1', 280, { positionsMm: [0.04, 2, 4] });
const post2 = pass('post2', 400);
const suggested = (...passes: DynamicPass[]) => {
  const pair = suggestSubtraction(passes);
  return pair && [pair.base.seriesId, pair.series.seriesId];
};

describe('the suggested subtraction', () => {
  it('is the first pass from the second in time, whatever their order and numbers', () => {
    expect(suggested(post2, post1, pre)).toEqual(['pre', 'post1']);
  });

  it('goes by content times where acquisition times are missing', () => {
    const before = pass('before', undefined, {}, { contentSeconds: 5 });
    const after = pass('after', undefined, {}, { contentSeconds: 9 });
    expect(suggested(after, before)).toEqual(['before', 'after']);
  });

  it('leaves out series of another protocol or at other places', () => {
    const t2 = pass('t2', 10, { protocol: 'T2' });
    const elsewhere = pass('sagittal', 20, { positionsMm: [1, 3, 5] });
    expect(suggested(t2, elsewhere, post1, pre)).toEqual(['pre', 'post1']);
    expect(suggested(t2, elsewhere, pre)).toBeUndefined();
  });

  it('is not guessed where times are missing, equal, or at odds with the contrast agent', () => {
    expect(suggested(pre, pass('post1', undefined))).toBeUndefined();
    expect(suggested(pre, pass('copy', 100))).toBeUndefined();
    expect(suggested({ ...pre, hasContrastAgent: true }, post1)).toBeUndefined();
    expect(suggested(pre, { ...post1, hasContrastAgent: true })).toEqual(['pre', 'post1']);
    expect(suggested()).toBeUndefined();
    expect(suggested(pre)).toBeUndefined();
  });
});
