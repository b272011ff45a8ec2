import { describe, expect, it } from 'vitest';
import { applyWindow, percentileWindow } from './window.js';

const f = (...values: number[]) => Float32Array.from(values);

describe('applyWindow', () => {
  it('follows the worked LINEAR example of PS3.3 C.11.2.1.2.1: centre 2048, width 4096', () => {
    // y = 0 at x <= 0, 255 at x > 4095
    expect([...applyWindow(f(-1, 0, 4095, 5000), { center: 2048, width: 4096, function: 'LINEAR' })]).toEqual(
      [0, 0, 255, 255],
    );
    expect(applyWindow(f(2047.5), { center: 2048, width: 4096, function: 'LINEAR' })[0]).toBe(128);
  });

  it('makes a threshold of width 1', () => {
    expect([...applyWindow(f(-0.6, -0.5, 0), { center: 0, width: 1, function: 'LINEAR' })]).toEqual([
      0, 0, 255,
    ]);
  });

  it('is half at the centre of a sigmoid and of an exact line', () => {
    for (const kind of ['SIGMOID', 'LINEAR_EXACT'] as const) {
      expect(applyWindow(f(40), { center: 40, width: 400, function: kind })[0]).toBe(128);
    }
  });

  it('turns MONOCHROME1 around', () => {
    const window = { center: 0.5, width: 1, function: 'LINEAR_EXACT' } as const;
    expect([...applyWindow(f(0, 1), window, { invert: true })]).toEqual([255, 0]);
  });
});

describe('percentileWindow', () => {
  it('takes nearest ranks', () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => 100 - i);
    const { center, width } = percentileWindow(values, 1, 99);
    expect([center - width / 2, center + width / 2]).toEqual([1, 99]);
  });

  it('leaves out what is no number and survives a constant image', () => {
    expect(percentileWindow(f(7, 7, Number.NaN, 7), 1, 99.5)).toEqual({
      center: 7,
      width: 0,
      function: 'LINEAR_EXACT',
    });
    expect(percentileWindow(f(), 1, 99.5).width).toBe(0);
  });
});
