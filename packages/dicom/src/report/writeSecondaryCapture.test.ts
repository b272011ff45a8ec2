import { describe, expect, it } from 'vitest';
import { readDataset } from '../dataset/readDataset.js';
import { dumpFaults, hasDicomTools, validationErrors } from '../deidentify/testing/dicomTools.js';
import type { InstanceElements } from '../write/encodeDataset.js';
import { writeInstance } from '../write/writeInstance.js';
import { analysisExample, sliceElements, uidKey } from './testing/analysisExample.js';
import { hasReportTools, pydicomSays } from './testing/reportTools.js';
import { writeSecondaryCapture } from './writeSecondaryCapture.js';

const grey = (width: number, height: number) => ({
  width,
  height,
  samples: new Uint8Array(width * height * 3).fill(90),
});
const captureOf = (source: InstanceElements = {}, picture = grey(6, 4), analysis = analysisExample) => {
  const elements = { ...sliceElements, ...source };
  const dataset = readDataset(writeInstance({ elements, pixelData: new Uint8Array(24) }));
  return writeSecondaryCapture(dataset, analysis, picture, uidKey);
};

const enhancedMr = '1.2.840.10008.5.1.4.1.1.4.1';

if (!hasDicomTools || !hasReportTools)
  console.warn('skipped: dcmtk, dicom3tools and python3-pydicom are not installed');

describe.skipIf(!hasDicomTools || !hasReportTools)('a capture, read by others', () => {
  const cases: [string, Uint8Array][] = [
    ['of a slice', captureOf({}, grey(320, 200))],
    ['out of scope', captureOf({}, grey(6, 4), { ...analysisExample, outcome: 'OUT_OF_SCOPE' })],
    ['of a MONOCHROME1 image', captureOf({ PhotometricInterpretation: 'MONOCHROME1' })],
    ['of pixels that are not square', captureOf({ PixelSpacing: null, PixelAspectRatio: [3, 2] })],
    ['of a frame of several', captureOf({ SOPClassUID: enhancedMr, NumberOfFrames: 3 })],
    [
      'without patient and plane',
      captureOf({ PatientName: null, PatientID: null, ImagePositionPatient: null }),
    ],
    [
      'of lossy compression',
      captureOf({
        LossyImageCompression: '01',
        LossyImageCompressionRatio: [10],
        LossyImageCompressionMethod: 'ISO_10918_1',
      }),
    ],
    ['with odd bytes', captureOf({}, grey(1, 1))],
  ];
  it.each(cases)('%s, has no error for dciodvfy, dcmdump and pydicom', (_name, capture) => {
    expect(validationErrors(capture)).toEqual([]);
    expect(dumpFaults(capture)).toBe('');
    expect(pydicomSays(capture, 'len(d.PixelData) >= d.Rows * d.Columns * 3')).toBe('True');
  });

  it('keeps a Korean name in its three scripts', () => {
    expect(pydicomSays(captureOf(), 'd.PatientName')).toBe('Hong^Gildong=洪^吉洞=홍^길동');
    expect(pydicomSays(captureOf(), 'd.PatientName.phonetic')).toBe('홍^길동');
  });
});

describe('a capture', () => {
  it('is the picture, with a strip below that leaves it untouched', () => {
    const picture = grey(320, 10);
    picture.samples.set([1, 2, 3], 320 * 9 * 3);
    const capture = readDataset(captureOf({}, picture));
    const [rows, columns] = [capture.uint16('x00280010')!, capture.uint16('x00280011')!];
    expect(columns).toBe(320);
    expect(rows).toBeGreaterThan(10 + 2 * 9);
    const samples = capture.bytes('x7fe00010')!.subarray(0, rows * columns * 3);
    expect(Buffer.compare(samples.subarray(0, picture.samples.length), picture.samples)).toBe(0);
    const strip = samples.subarray(picture.samples.length);
    expect(new Set(strip)).toEqual(new Set([0, 255]));
  });

  it('says what it is, and of which image', () => {
    const capture = readDataset(captureOf());
    expect(capture.string('x0020000d')).toBe('2.25.1002');
    expect(capture.text('x00082111')).toMatch(
      /^Attention \(class activation\) map of eventeye-breast-resnet50 0\.2\.1 .* DEMONSTRATION - NOT FOR DIAGNOSIS/,
    );
    expect(capture.text('x0008103e')).toContain('NOT FOR DIAGNOSIS');
    expect(capture.item('x00082112')?.string('x00081155')).toBe('2.25.1001');
    expect(capture.strings('x00200020')).toEqual(['L', 'P']);
  });

  it('measures as the source does, whatever its size', () => {
    expect(readDataset(captureOf({}, grey(12, 8))).decimals('x00280030')).toEqual([15, 10]);
    const flat = readDataset(captureOf({ PixelSpacing: null, PixelAspectRatio: [3, 2] }));
    expect(flat.decimals('x00280034')).toEqual([3, 2]);
  });

  it('claims of burned-in annotation what the source says, and nothing where it is silent', () => {
    const said = (value: string | null) =>
      readDataset(captureOf({ BurnedInAnnotation: value })).string('x00280301');
    expect([said('YES'), said('NO'), said(null)]).toEqual(['YES', 'NO', undefined]);
  });

  it('remembers that the source was once compressed with loss', () => {
    expect(readDataset(captureOf({ LossyImageCompression: '01' })).string('x00282110')).toBe('01');
    expect(readDataset(captureOf()).string('x00282110')).toBeUndefined();
  });
});
