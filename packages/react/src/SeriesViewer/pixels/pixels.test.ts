import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodeSlice } from './decodeSlice.js';
import { paintSlice, valuesOf } from './paintSlice.js';
import { differenceWindow, greyOf, presetWindow } from './windowLevel.js';

const png = (samples: number[], text?: Record<string, string>) =>
  encode({
    width: samples.length,
    height: 1,
    data: Uint16Array.from(samples),
    depth: 16,
    channels: 1,
    ...(text && { text }),
  });
const greys = (target: Uint8ClampedArray) => [...target].filter((_, at) => at % 4 === 0);

describe('the values of a slice', () => {
  it('survive the PNG, with the scale in its text', () => {
    const slice = decodeSlice(png([0, 300, 65_535], { 'Rescale Slope': '2', 'Rescale Intercept': '-32768' }));
    expect([...valuesOf({ slice })]).toEqual([-32_768, -32_168, 98_302]);
  });

  it('are refused from a picture in colour', () => {
    const colour = encode({ width: 1, height: 1, data: new Uint8Array(3), depth: 8, channels: 3 });
    expect(() => decodeSlice(colour)).toThrow('no grey PNG');
  });
});

describe('a window', () => {
  it('maps values as DICOM’s LINEAR function does', () => {
    const window = { center: 128, width: 256 };
    // PS3.3 C.11.2.1.2.1: below c - 0.5 - (w - 1) / 2 black, above white.
    expect([0, 255, -5, 400, 127.5].map((value) => greyOf(value, window))).toEqual([0, 255, 0, 255, 128]);
    expect(greyOf(0.4, { center: 0.5, width: 0.5 })).toBe(77);
  });

  it('of a preset spans the shares of the pixels that it is named for', () => {
    const values = Float32Array.from({ length: 1001 }, (_, value) => value);
    expect(presetWindow('full', values)).toEqual({ center: 500, width: 1000 });
    expect(presetWindow('standard', values)).toEqual({ center: 500, width: 980 });
    expect(presetWindow('full', new Float32Array(10))).toEqual({ center: 0, width: 1 });
  });

  it('of a subtraction has no change in black', () => {
    const { center, width } = differenceWindow([-50, -10, 0, 0, 100, 200]);
    expect(center - width / 2).toBe(0);
    expect(center + width / 2).toBe(200);
  });
});

describe('painting', () => {
  it('draws a slice, inverted too, opaque', () => {
    const slice = decodeSlice(png([0, 128, 255]));
    const target = new Uint8ClampedArray(12);
    paintSlice({ slice }, { center: 128, width: 256 }, false, target);
    expect(greys(target)).toEqual([0, 128, 255]);
    expect(target[3]).toBe(255);
    paintSlice({ slice }, { center: 128, width: 256 }, true, target);
    expect(greys(target)).toEqual([255, 127, 0]);
  });

  it('subtracts values, not samples, and keeps loss of signal black', () => {
    const after = decodeSlice(png([300, 10], { 'Rescale Slope': '2', 'Rescale Intercept': '0' }));
    const before = decodeSlice(png([200, 100]));
    const target = new Uint8ClampedArray(8);
    paintSlice({ slice: after, minus: before }, { center: 400, width: 800 }, false, target);
    expect(greys(target)).toEqual([128, 0]);
  });
});
