import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CohortSeries } from '../cohort/cohort.js';
import { assignParts } from './assignParts.js';
import { balance } from './balance.js';
import { type Fingerprint, findDuplicates } from './findDuplicates.js';
import { buildLedger, hashLedger, writeLedger } from './ledger.js';
import { hammingDistance, perceptualHash } from './perceptualHash.js';
import { type PreparedSlice, readIndex, writeIndex } from './preparedIndex.js';
import { hashPatient, loadSalt } from './salt.js';
import { defaultShares, splitPatients } from './splitPatients.js';

const folder = mkdtempSync(join(tmpdir(), 'eventeye-training-'));
afterAll(() => rmSync(folder, { recursive: true }));
const slice = (
  path: string,
  patient: string,
  part: PreparedSlice['part'],
  label = 'BENIGN',
): PreparedSlice => ({
  path,
  patient,
  part,
  label,
  box: undefined,
  pixels: path,
  vendor: '',
  lesionMm: undefined,
});
const patientsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    patient: `P${String(i).padStart(3, '0')}`,
    label: i % 2 ? 'BENIGN' : 'MALIGNANT',
  }));

describe('splitPatients', () => {
  it('gives 70/15/15 of each class', () => {
    const patients = patientsOf(400);
    const parts = splitPatients(patients);
    for (const label of ['BENIGN', 'MALIGNANT']) {
      const own = patients.filter((one) => one.label === label).map(({ patient }) => parts.get(patient));
      expect(own.filter((part) => part === 'train')).toHaveLength(140);
      expect(own.filter((part) => part === 'validation')).toHaveLength(30);
      expect(own.filter((part) => part === 'test')).toHaveLength(30);
    }
  });

  it('does not depend on the order in which patients come', () => {
    const patients = patientsOf(50);
    expect([...splitPatients(patients.toReversed())].sort()).toEqual([...splitPatients(patients)].sort());
  });

  it('gives every part a patient of a small class, and says when a class is too small', () => {
    const parts = splitPatients(patientsOf(10));
    expect(new Set(parts.values())).toEqual(new Set(['train', 'validation', 'test']));
    expect(() => splitPatients(patientsOf(4))).toThrow(/MALIGNANT has 2 patients, too few/);
  });
});

describe('assignParts', () => {
  const labels = ['BENIGN', 'MALIGNANT'];
  const series = (patient: string, label: string, part?: CohortSeries['part']): CohortSeries => ({
    path: patient,
    patient,
    label,
    ...(part && { part }),
  });
  const named = (['train', 'validation', 'test'] as const).flatMap((part) => [
    series(`${part}-b`, 'BENIGN', part),
    series(`${part}-m`, 'MALIGNANT', part),
  ]);

  it('takes a split that was made elsewhere', () => {
    expect(assignParts(named, labels, defaultShares).get('test-m')).toBe('test');
  });

  it.each([
    ['a class without an image', [series('a', 'BENIGN')], /no image of MALIGNANT/],
    [
      'an unknown label',
      [series('a', 'BENIGN'), series('b', 'ODD')],
      /label ODD; expected one of BENIGN, MALIGNANT/,
    ],
    ['a patient in two parts', [...named, series('test-b', 'BENIGN', 'train')], /patient is in two parts/],
    ['parts named for some only', [...named, series('c', 'BENIGN')], /1 series name no part/],
    ['a part without a class', named.slice(0, -1), /test part has no MALIGNANT/],
  ])('refuses %s', (_, some, message) => {
    expect(() => assignParts(some, labels, defaultShares)).toThrow(message);
  });

  it('does not name the patient who is in two parts', () => {
    try {
      assignParts([...named, series('test-b', 'BENIGN', 'train')], labels, defaultShares);
    } catch (error) {
      expect((error as Error).message).not.toContain('test-b');
    }
    expect.assertions(1);
  });
});

describe('balance', () => {
  it('leaves as many slices of each class in every part, and takes the edges of lesions first', () => {
    const slices = [
      ...[0, 1, 2, 3, 4].map((i) => slice(`a${i}`, 'a', 'train', 'MALIGNANT')),
      ...[0, 1].map((i) => slice(`b${i}`, 'b', 'train', 'MALIGNANT')),
      ...[0, 1, 2].map((i) => slice(`c${i}`, 'c', 'train', 'BENIGN')),
    ];
    const kept = balance(slices).map(({ path }) => path);
    expect(kept).toEqual(['a2', 'b0', 'b1', 'c0', 'c1', 'c2']);
  });
});

describe('duplicates', () => {
  const grey = (shift: number) =>
    Uint8Array.from({ length: 64 * 64 }, (_, i) => {
      const [x, y] = [i % 64, Math.floor(i / 64)];
      return Math.round(127 + 80 * Math.sin((x + shift) / 5) + 40 * Math.cos(y / 7));
    });
  const print = (part: Fingerprint['part'], picture: Uint8Array, source: string = part): Fingerprint => ({
    source,
    patient: source,
    part,
    pixels: Buffer.from(picture).toString('base64'),
    hash: perceptualHash(picture, 64, 64),
  });

  it('hashes survive noise and another window, and differ for another picture', () => {
    const noisy = grey(0).map((value, i) => value * 0.8 + 10 + (i % 3));
    expect(hammingDistance(perceptualHash(grey(0), 64, 64), perceptualHash(noisy, 64, 64))).toBeLessThan(10);
    expect(hammingDistance(perceptualHash(grey(0), 64, 64), perceptualHash(grey(8), 64, 64))).toBeGreaterThan(
      60,
    );
  });

  it('finds equal and similar pictures in different parts only', () => {
    const brighter = grey(0).map((value) => Math.min(255, value + 6));
    const found = findDuplicates([
      print('train', grey(0)),
      print('validation', grey(0)),
      print('test', brighter),
      print('test', grey(8), 'another'),
    ]);
    expect(found.map(({ kind, a, b }) => `${kind} ${a.part} ${b.part}`)).toEqual([
      'EXACT train validation',
      'NEAR train test',
      'NEAR validation test',
    ]);
  });

  it('counts bits', () => {
    expect(hammingDistance(Uint32Array.of(0xffffffff, 0), Uint32Array.of(0, 1))).toBe(33);
  });
});

describe('the index', () => {
  it('is read as it was written, whatever the names hold', () => {
    const box = { left: 0.1, top: 0.25, right: 1 / 3, bottom: 0.5 };
    const slices = [
      slice('a,"b".png', 'p', 'train'),
      { ...slice('b.png', 'q', 'test'), box, lesionMm: 12.5, vendor: 'A, B' },
    ];
    writeIndex(join(folder, 'index.csv'), slices);
    expect(readIndex(join(folder, 'index.csv'))).toEqual(slices);
  });

  it('refuses a table with other columns', () => {
    writeFileSync(join(folder, 'other.csv'), 'path,label\na,b\n');
    expect(() => readIndex(join(folder, 'other.csv'))).toThrow(/Run eventeye-train prepare/);
  });
});

describe('the ledger', () => {
  it('is hashed as it lies on disk, and changes with any picture', () => {
    const slices = [slice('1.png', 'p', 'train'), slice('2.png', 'q', 'test')];
    const ledger = buildLedger(slices);
    writeLedger(join(folder, 'ledger.jsonl'), ledger);
    expect(hashLedger(join(folder, 'ledger.jsonl'))).toBe(ledger.sha256);
    expect(buildLedger([{ ...slices[0]!, pixels: 'other' }, slices[1]!]).sha256).not.toBe(ledger.sha256);
  });

  it('refuses a patient, and a picture, in two parts', () => {
    expect(() => buildLedger([slice('3.png', 'p', 'train'), slice('4.png', 'p', 'test')])).toThrow(
      /patient is in the parts train and test/,
    );
    expect(() => buildLedger([slice('5.png', 'p', 'train'), slice('5.png', 'q', 'test')])).toThrow(
      /same picture is in the parts/,
    );
  });
});

describe('the salt', () => {
  it('is made once, readable to its owner only, and hides names', () => {
    const file = join(folder, 'salt');
    const salt = loadSalt(file);
    expect(loadSalt(file)).toBe(salt);
    expect(salt).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(file, 'utf8').trim()).toBe(salt);
    expect(hashPatient('Kim', salt)).toMatch(/^[0-9a-f]{32}$/);
    expect(hashPatient('Kim', salt)).not.toBe(hashPatient('Kim', 'another'));
  });
});
