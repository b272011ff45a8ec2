import { describe, expect, it } from 'vitest';
import { encodeDataset } from './encodeDataset.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('encodeDataset', () => {
  it('writes tag, VR, length and value, ascending by tag, padded to even lengths', () => {
    expect(hex(encodeDataset({ Rows: 2, Modality: 'MR', PatientID: 'a' }))).toBe(
      `${'08006000 4353 0200 4d52'}${'10002000 4c4f 0200 6120'}${'28001000 5553 0200 0200'}`.replaceAll(
        ' ',
        '',
      ),
    );
  });

  it('nests sequences with defined lengths, and tells empty ones from absent ones', () => {
    const inner = '0800 5011 5549 0200 3100';
    const item = `feff 00e0 0a000000 ${inner}`;
    const middle = `0800 1511 5351 0000 12000000 ${item}`;
    expect(
      hex(
        encodeDataset({ ContentSequence: [{ ReferencedSeriesSequence: [{ ReferencedSOPClassUID: '1' }] }] }),
      ),
    ).toBe(`4000 30a7 5351 0000 26000000 feff 00e0 1e000000 ${middle}`.replaceAll(' ', ''));
    expect(hex(encodeDataset({ ContentSequence: [] }))).toBe('400030a75351000000000000');
    expect(encodeDataset({ ContentSequence: null, PatientID: undefined })).toHaveLength(0);
    expect(hex(encodeDataset({ PatientID: '' }))).toBe('100020004c4f0000');
  });

  it('writes texts without limit as UT, and 32-bit floats', () => {
    const text = encodeDataset({ TextValue: 'x'.repeat(70_001) });
    expect(hex(text.subarray(0, 12))).toBe('400060a15554000072110100');
    expect(hex(encodeDataset({ GraphicData: [1, 2.5] }))).toBe('70002200464c08000000803f00002040');
  });
});
