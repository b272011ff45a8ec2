import { applyWindow, type StoredLevels } from '@eventeye/dicom';
import { expect, it } from 'vitest';
import type { DecodedImage } from '../decode/decodedImage.js';
import { greysThrough } from './greysThrough.js';

const noise = (length: number) => Uint16Array.from({ length }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> 16);

it.each<[string, StoredLevels]>([
  ['unsigned', { values: noise(3_000), slope: 1, intercept: 0 }],
  ['signed, falling', { values: Int16Array.from(noise(3_000)), slope: -0.37, intercept: 12.5 }],
  ['8-bit', { values: Uint8Array.from(noise(500)), slope: 1 / 3, intercept: -7 }],
  ['of one level', { values: new Uint16Array(9).fill(500), slope: 2, intercept: 0 }],
])('the table gives the bytes of the function: %s', (_name, levels) => {
  const { values, slope, intercept } = levels;
  const grey = Float32Array.from(values, (value) => value * slope + intercept);
  const image = { levels, grey } as unknown as DecodedImage;
  for (const kind of ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const) {
    const window = { center: 30.3, width: 1_000.7, function: kind };
    expect(greysThrough(image, window, true)).toEqual(applyWindow(grey, window, { invert: true }));
    expect(greysThrough({ ...image, levels: undefined }, window, false)).toEqual(applyWindow(grey, window));
  }
});
