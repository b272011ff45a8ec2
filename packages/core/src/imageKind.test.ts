import { describe, expect, it } from 'vitest';
import { detectImageKind, type ImageKind } from './imageKind.js';

const bytes = (length: number, at: Record<number, number[] | string>) => {
  const out = new Uint8Array(length);
  for (const [offset, content] of Object.entries(at)) {
    out.set(typeof content === 'string' ? new TextEncoder().encode(content) : content, Number(offset));
  }
  return out;
};

const samples: [string, Uint8Array, ImageKind | null][] = [
  ['a DICOM preamble', bytes(140, { 128: 'DICM' }), 'dicom'],
  ['a bare explicit data set', bytes(64, { 0: [0x08, 0, 0x05, 0], 4: 'CS', 6: [10, 0] }), 'dicom'],
  ['a bare implicit data set', bytes(64, { 0: [0x08, 0, 0x05, 0, 10, 0, 0, 0], 8: 'ISO_IR 100' }), 'dicom'],
  ['PNG', bytes(32, { 0: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }), 'png'],
  ['JPEG', bytes(32, { 0: [0xff, 0xd8, 0xff, 0xe0] }), 'jpeg'],
  ['little-endian TIFF', bytes(32, { 0: 'II', 2: [42, 0] }), 'tiff'],
  ['big-endian TIFF', bytes(32, { 0: 'MM', 2: [0, 42] }), 'tiff'],
  ['WebP', bytes(32, { 0: 'RIFF', 8: 'WEBP' }), 'webp'],
  ['BMP', bytes(64, { 0: 'BM', 14: [40, 0, 0, 0] }), 'bmp'],
  ['text that begins with BM', new TextEncoder().encode('BMI of the patient: see the letter'), null],
  ['a WAVE sound, which is RIFF too', bytes(32, { 0: 'RIFF', 8: 'WAVE' }), null],
  ['a zip archive', bytes(64, { 0: 'PK' }), null],
  ['an empty file', new Uint8Array(), null],
];

describe('detectImageKind', () => {
  it.each(samples)('tells %s', (_name, content, kind) => {
    expect(detectImageKind(content)).toBe(kind);
  });

  it('reads through a view into a larger buffer', () => {
    const whole = bytes(200, { 40: 'BM', 54: [40, 0, 0, 0] });
    expect(detectImageKind(whole.subarray(40, 140))).toBe('bmp');
  });
});
