import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadManifest } from '@eventeye/inference';
import { checkGolden, openSession, predict } from '@eventeye/inference/pipeline';
import { parse } from 'csv-parse/sync';
import { stringify as toCsv } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { pythonForTests } from '../testing/pythonForTests.js';

const python = pythonForTests();
const folder = mkdtempSync(join(tmpdir(), 'eventeye-run-'));
const at = (...names: string[]) => join(folder, ...names);
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const eventeyeTrain = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'packages/training/bin/eventeye-train.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, EVENTEYE_PYTHON: python ?? '' },
  });
const writeConfig = (name: string, config: object) => {
  writeFileSync(at(name), stringify(config));
  return at(name);
};
/** A network of four blocks on 64 pixels: learns little, but goes every way the shipped model went. */
const phase = {
  architecture: 'tiny',
  weights: 'none',
  size: 64,
  epochs: 2,
  batch: 16,
  threads: 1,
};
const config = {
  name: 'tiny-phantoms',
  version: '0.0.1',
  description: 'Tiny network of the tests.',
  source: { manifest: 'cohort/manifest.csv', description: 'Sixty phantoms of the tests.' },
  prepare: { size: 64 },
  train: [
    { ...phase, name: 'crops', crop: true, size: 32 },
    { ...phase, name: 'whole', weights: 'previous' },
  ],
  control: { ...phase, epochs: 1 },
  gate: { exposures: 4, heldOut: 2, inside: 100, validation: 60 },
  pack: { precisions: ['int8', 'fp16'], calibrationSlices: 16, archive: true },
  card: 'phantoms',
};

beforeAll(() => {
  const phantoms = spawnSync(process.execPath, [
    join(root, 'scripts/runSource.mjs'),
    join(root, 'packages/phantom/src/cli/main.ts'),
    ...['--out', at('cohort'), '--patients', '60', '--seed', '8', '--size', '64'],
    ...['--slices', '2', '--lesion-slices-only', '--context', '1'],
  ]);
  expect(phantoms.status).toBe(0);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!python)('eventeye-train run', { timeout: 240_000 }, () => {
  it('goes from DICOM to a packed model, its report and its card', () => {
    const { status, stderr } = eventeyeTrain('run', writeConfig('config.yaml', config));
    expect(stderr).toMatch(/import: 60 series of 60 patients/);
    expect(stderr).toMatch(/prepare: \d+ slices \(train \d+, validation \d+, test \d+\)/);
    expect(stderr).toMatch(/ledger: \d+ pictures of 60 patients, each in one part/);
    expect(stderr).toMatch(/control: patient AUC/);
    expect(stderr).toMatch(
      /export: int8, fp16; fp32 in this runtime differs from PyTorch by \d\.\d\de-[5-9]/,
    );
    expect(stderr).toMatch(/evaluate: int8 against fp32: class agreement/);
    expect(stderr).toMatch(/gate: \d+ of \d+ test slices in scope, \d+ of 18 drawn strangers/);
    expect(stderr).toMatch(/pack: .*tiny-phantoms 0\.0\.1, patient AUC/);
    expect(status).toBe(0);
    const manifest = loadManifest(at('model'));
    expect(manifest).toMatchObject({
      precision: 'int8',
      isDemonstration: true,
      dataset: {
        patients: { train: 42, validation: 8, test: 10 },
        ledgerSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      thresholds: { targets: { sensitivity: 0.95, specificity: 0.95, confidence: 0.9 } },
      scope: { gate: { version: 'eventeye-gate/1' } },
      training: { epochs: 4, initialWeights: 'none' },
    });
    const figures = manifest.metrics.map(({ level, name }) => `${level} ${name}`);
    for (const level of ['patient', 'slice'])
      for (const name of ['auc', 'accuracy', 'sensitivity', 'specificity', 'f1', 'brier', 'ece'])
        expect(figures).toContain(`${level} ${name}`);
    expect(manifest.control?.some(({ name }) => name === 'auc')).toBe(true);
    expect(readFileSync(at('model/report.html'), 'utf8')).toContain('Not for diagnosis');
    expect(readFileSync(at('model/MODEL_CARD.md'), 'utf8')).toContain('CLAIM');
  });

  it('names nobody in what it packs', () => {
    for (const file of ['manifest.json', 'report.html', 'MODEL_CARD.md'])
      expect(readFileSync(at('model', file), 'utf8')).not.toContain('PHANTOM-0');
    expect(readFileSync(at('work/prepared/ledger.jsonl'), 'utf8')).not.toContain('PHANTOM-0');
  });

  it('serves every precision with its golden answer, within rounding of each other', async () => {
    const logits: number[] = [];
    for (const precision of ['int8', 'fp16'] as const) {
      const session = await openSession(at('model'), { precision });
      await checkGolden(at('model'), session);
      expect(session.manifest.precision).toBe(precision);
      logits.push(session.manifest.golden.logits[0]!);
      await session.release();
    }
    expect(Math.abs(logits[0]! - logits[1]!)).toBeLessThan(0.1);
    await expect(openSession(at('model'), { precision: 'fp32' })).rejects.toMatchObject({
      code: 'MODEL_INVALID',
    });
  });

  it('is installed by the server from folder or archive, and refused when a byte differs', () => {
    const eventeye = (...args: string[]) =>
      spawnSync(process.execPath, [join(root, 'packages/server/bin/eventeye.js'), 'model', ...args], {
        encoding: 'utf8',
        env: { ...process.env, EVENTEYE_DATA_DIR: at('data'), EVENTEYE_MODEL_DIR: '' },
      });
    const { status, stdout } = eventeye('install', at('model.tar.gz'), '--activate');
    expect(status).toBe(0);
    for (const line of [
      'hash of gate.bin',
      'golden picture in int8',
      'golden picture in fp16',
      'tiny-phantoms@0.0.1 is served',
    ])
      expect(stdout).toContain(line);
    expect(eventeye('install', at('model')).stdout).toContain('installed already');
    expect(eventeye('list').stdout).toMatch(/\* tiny-phantoms@0\.0\.1 {2}int8\+fp16/);
    expect(eventeye('remove', 'tiny-phantoms@0.0.1').status).toBe(1);
    cpSync(at('model'), at('tampered'), { recursive: true });
    const gate = readFileSync(at('tampered/gate.bin'));
    gate[0]! ^= 1;
    writeFileSync(at('tampered/gate.bin'), gate);
    const manifest = JSON.parse(readFileSync(at('tampered/manifest.json'), 'utf8'));
    writeFileSync(at('tampered/manifest.json'), JSON.stringify({ ...manifest, version: '0.0.2' }));
    const refused = eventeye('install', at('tampered'));
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/MODEL_INVALID: .*gate\.bin/);
    expect(readdirSync(at('data/models/tiny-phantoms'))).toEqual(['0.0.1']);
  });

  it('does nothing again that is done, and measures again what was measured', () => {
    const again = eventeyeTrain('run', at('config.yaml'));
    expect(again.status).toBe(0);
    expect(again.stderr.match(/done before/g)).toHaveLength(9);
    const { stdout } = eventeyeTrain('measure', at('config.yaml'));
    for (const { level, name, value } of loadManifest(at('model')).metrics)
      expect(stdout).toContain(`${level.padEnd(8)} ${name.padEnd(12)} ${value.toFixed(4)}`);
  });

  it('runs a stage again when its setting changed, and refuses to go on with another network', () => {
    const other = { ...config, train: [{ ...phase, name: 'crops', rate: 0.5 }] };
    const { status, stderr } = eventeyeTrain('run', writeConfig('other.yaml', other));
    expect(status).toBe(1);
    expect(stderr).toMatch(/prepare: done before/);
    expect(stderr).toMatch(/begun with another .*(size|rate)/);
  });

  it('trains, packs and serves three labels on the DCE triplet', async () => {
    const rows = parse(readFileSync(at('cohort/manifest.csv')), { columns: true }) as Record<
      string,
      string
    >[];
    let benign = 0;
    for (const row of rows) if (row.label === 'BENIGN' && benign++ % 2 === 0) row.label = 'PROBABLY_BENIGN';
    writeFileSync(at('cohort/three.csv'), toCsv(rows, { header: true }));
    const three = {
      ...config,
      name: 'tiny-triplet',
      work: 'work3',
      source: { manifest: 'cohort/three.csv', description: 'Phantoms of the tests.' },
      labels: [
        { name: 'BENIGN', malignant: false },
        { name: 'PROBABLY_BENIGN', malignant: false },
        { name: 'MALIGNANT', malignant: true },
      ],
      prepare: { size: 64, channels: 'dce-triplet' },
      train: [{ ...phase, name: 'whole', epochs: 1 }],
      control: false,
      pack: { out: 'model3', precisions: ['fp32'] },
    };
    const { status, stderr } = eventeyeTrain('run', writeConfig('three.yaml', three));
    expect(stderr).toMatch(/pack: .*tiny-triplet/);
    expect(status).toBe(0);
    const session = await openSession(at('model3'));
    await checkGolden(at('model3'), session);
    const slice = (phaseName: string) => {
      const { files } = JSON.parse(readFileSync(at('cohort/PHANTOM-080000/truth.json'), 'utf8')) as {
        files: string[];
      };
      const name = files.find((file) => file.startsWith(phaseName))!;
      return new Uint8Array(readFileSync(at('cohort/PHANTOM-080000', name)));
    };
    const result = await predict(slice('post1'), session, { preContrast: slice('pre') });
    expect(result.probabilities.map(({ label }) => label)).toEqual([
      'BENIGN',
      'PROBABLY_BENIGN',
      'MALIGNANT',
    ]);
    expect(result.probabilities.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(result.malignancyProbability).toBeCloseTo(result.probabilities[2]!.probability, 6);
    await expect(predict(slice('post1'), session)).rejects.toMatchObject({ code: 'COMPANION_IMAGE_MISSING' });
    await session.release();
  });
});
