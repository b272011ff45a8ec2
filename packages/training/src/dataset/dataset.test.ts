import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildLedger } from './ledger.js';
import { type PreparedSlice, readIndex, writeIndex } from './preparedIndex.js';
import { splitPatients } from './splitPatients.js';

const folder = mkdtempSync(join(tmpdir(), 'eventeye-training-'));
afterAll(() => rmSync(folder, { recursive: true }));
const slice = (path: string, patient: string, part: PreparedSlice['part'], content = path): PreparedSlice => {
  writeFileSync(join(folder, path), content);
  return { path, patient, part, label: 'BENIGN', box: undefined };
};

describe('splitPatients', () => {
  const patients = Array.from({ length: 400 }, (_, i) => ({
    patient: `P${String(i).padStart(3, '0')}`,
    label: i % 2 ? 'BENIGN' : 'MALIGNANT',
  }));

  it('gives 70/15/15 of each class', () => {
    const parts = splitPatients(patients);
    for (const label of ['BENIGN', 'MALIGNANT']) {
      const own = patients.filter((one) => one.label === label).map(({ patient }) => parts.get(patient));
      expect(own.filter((part) => part === 'train')).toHaveLength(140);
      expect(own.filter((part) => part === 'validation')).toHaveLength(30);
      expect(own.filter((part) => part === 'test')).toHaveLength(30);
    }
  });

  it('does not depend on the order in which patients come', () => {
    expect([...splitPatients(patients.toReversed())].sort()).toEqual([...splitPatients(patients)].sort());
  });
});

describe('the index', () => {
  it('is read as it was written', () => {
    const box = { left: 0.1, top: 0.25, right: 1 / 3, bottom: 0.5 };
    const slices = [slice('a.png', 'p', 'train'), { ...slice('b.png', 'q', 'test'), box }];
    writeIndex(join(folder, 'index.csv'), slices);
    expect(readIndex(join(folder, 'index.csv'))).toEqual(slices);
  });

  it('refuses names that would break a row', () => {
    expect(() => writeIndex(join(folder, 'x.csv'), [slice('a,b.png', 'p', 'train')])).toThrow(/comma/);
  });
});

describe('the ledger', () => {
  it('names nobody and changes with any picture', () => {
    const slices = [slice('1.png', 'Kim', 'train'), slice('2.png', 'Lee', 'test')];
    const { entries, sha256 } = buildLedger(folder, slices, 'salt');
    expect(JSON.stringify(entries)).not.toMatch(/Kim|Lee/);
    writeFileSync(join(folder, '2.png'), 'other');
    expect(buildLedger(folder, slices, 'salt').sha256).not.toBe(sha256);
  });

  it('refuses a patient, and a picture, in two parts', () => {
    const patient = [slice('3.png', 'Kim', 'train'), slice('4.png', 'Kim', 'test')];
    expect(() => buildLedger(folder, patient, 'salt')).toThrow(/patient is in the parts train and test/);
    const picture = [slice('5.png', 'Kim', 'train', 'same'), slice('6.png', 'Lee', 'test', 'same')];
    expect(() => buildLedger(folder, picture, 'salt')).toThrow(/same picture is in the parts/);
  });
});
