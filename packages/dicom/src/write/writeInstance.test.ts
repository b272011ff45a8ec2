import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decimalString } from '../dataset/elementValue.js';
import { describeInstance, readDataset, readFrame, writeInstance } from '../index.js';
import type { Instance } from './writeInstance.js';

const instance: Instance = {
  elements: {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
    SOPInstanceUID: '2.25.123456789.12345679',
    SpecificCharacterSet: 'ISO_IR 192',
    PatientID: 'PHANTOM-1',
    PatientName: '홍^길동',
    PatientBirthDate: '19700131',
    Modality: 'MR',
    StudyInstanceUID: '2.25.1',
    SeriesInstanceUID: '2.25.2',
    InstanceNumber: 7,
    ImagePositionPatient: [-100, -50, 12.5],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    PixelSpacing: [0.12345678901234568, 1 / 3],
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: 2,
    Columns: 3,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    SourceImageSequence: [{ ReferencedSOPClassUID: '1.2.3', ReferencedSOPInstanceUID: '1.2.3.4' }],
    AccessionNumber: undefined,
  },
  pixelData: Uint16Array.from([0, 1, 2, 3, 4095, 5]),
};

describe('writeInstance', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-dicom-'));
  const file = join(folder, 'instance.dcm');
  beforeAll(() => writeFileSync(file, writeInstance(instance)));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('writes what readDataset reads', async () => {
    const dataset = readDataset(writeInstance(instance));
    expect(describeInstance(dataset)).toMatchObject({
      patientId: 'PHANTOM-1',
      patientName: '홍^길동',
      patientBirthDate: '1970-01-31',
      accessionNumber: undefined,
      instanceNumber: 7,
      slicePositionMm: 12.5,
      frameCount: 1,
    });
    expect([...(await readFrame(dataset)).values]).toEqual([0, 1, 2, 3, 4095, 5]);
  });

  it('gives the same bytes for the same instance', () => {
    expect(Buffer.compare(writeInstance(instance), writeInstance(instance))).toBe(0);
  });

  it('is read by dcmtk, sequences included', () => {
    const { status, stdout, stderr } = spawnSync('dcmdump', [file], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('(0008,1155) UI [1.2.3.4]');
    expect(stdout).toContain('(7fe0,0010) OW 0000\\0001\\0002\\0003\\0fff\\0005');
  });

  it('refuses a misspelt keyword and a value that is too long', () => {
    const misspelt = { elements: { ...instance.elements, PatientIdd: 'x' } } as Instance;
    expect(() => writeInstance(misspelt)).toThrow(/PatientIdd/);
    const long = { elements: { ...instance.elements, AccessionNumber: 'x'.repeat(17) } };
    expect(() => writeInstance(long)).toThrow(/longer than 16/);
  });

  it('pads odd pixel data to an even length', async () => {
    const odd = { elements: { ...instance.elements, Rows: 1, BitsAllocated: 8, BitsStored: 8, HighBit: 7 } };
    const bytes = writeInstance({ ...odd, pixelData: Uint8Array.from([1, 2, 3]) });
    expect(bytes.length % 2).toBe(0);
    expect([...(await readFrame(readDataset(bytes))).values]).toEqual([1, 2, 3]);
  });
});

describe('decimalString', () => {
  it('keeps to 16 characters and the nearest value', () => {
    for (const value of [1 / 3, -Math.PI * 1e-7, 123456789.12345679, -1e21, 5e-324, 0.1]) {
      const text = decimalString(value);
      expect(text.length).toBeLessThanOrEqual(16);
      expect(Number(text)).toBeCloseTo(value, 6);
    }
  });
});
