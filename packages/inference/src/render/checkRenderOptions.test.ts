import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { checkRenderOptions } from './checkRenderOptions.js';

describe('checkRenderOptions', () => {
  it.each([
    ['windowWidth', { windowCenter: 1, windowWidth: 0 }],
    ['windowWidth', { windowCenter: 1, windowWidth: -5 }],
    ['windowWidth', { windowCenter: 1, windowWidth: Number.NaN }],
    ['windowWidth', { windowCenter: 1, windowWidth: Number.POSITIVE_INFINITY }],
    ['windowCenter', { windowCenter: Number.NaN, windowWidth: 1 }],
    ['windowCenter', { windowWidth: 1 }],
    ['windowWidth', { windowCenter: 1 }],
    ['windowIndex', { windowIndex: -1 }],
    ['windowIndex', { windowIndex: 0, windowCenter: 1, windowWidth: 1 }],
    ['frame', { frame: -1 }],
    ['frame', { frame: 0.5 }],
    ['maxSize', { maxSize: 0 }],
    ['maxSize', { maxSize: 100_000 }],
    ['opacity', { opacity: 1.1 }],
    ['opacity', { opacity: Number.NaN }],
    ['bits', { bits: 12 as never }],
    ['windowCenter', { bits: 16 as const, windowCenter: 1, windowWidth: 1 }],
    ['invert', { bits: 16 as const, invert: true }],
    ['maxSize', { bits: 16 as const, maxSize: 100 }],
  ])('refuses %s in %o by its name', (name, options) => {
    let thrown: unknown;
    try {
      checkRenderOptions(options);
    } catch (error) {
      thrown = error;
    }
    expect(EventEyeError.is(thrown, 'VALIDATION_FAILED')).toBe(true);
    expect((thrown as EventEyeError).path).toEqual([name]);
  });

  it('lets pass what can be drawn', () => {
    for (const options of [
      {},
      { windowCenter: -20, windowWidth: 0.01, frame: 3, invert: true, maxSize: 1 },
      { windowIndex: 1, opacity: 0, squarePixels: true },
      { bits: 16 as const, frame: 2, invert: false },
    ])
      expect(() => checkRenderOptions(options)).not.toThrow();
  });
});
