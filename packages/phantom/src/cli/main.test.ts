import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeInstance, readDataset } from '@eventeye/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const runner = fileURLToPath(new URL('../../../../scripts/runSource.mjs', import.meta.url));
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const run = (...options: string[]) =>
  spawnSync(process.execPath, [runner, main, ...options], { encoding: 'utf8' });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phantom-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the phantom command', () => {
  it('writes each patient with the truth beside the slices', () => {
    const options = [
      '--patients',
      '2',
      '--seed',
      '3',
      '--size',
      '64',
      '--slices',
      '2',
      '--lesion-slices-only',
    ];
    const { status, stdout } = run('--out', folder, ...options);
    expect(status).toBe(0);
    expect(stdout).toContain('2 patients, 8 files');
    const patients = readdirSync(folder)
      .filter((name) => name !== 'manifest.csv')
      .sort();
    expect(patients).toEqual(['PHANTOM-030000', 'PHANTOM-030001']);
    const classes = patients.map((patient) => {
      const truth = JSON.parse(readFileSync(join(folder, patient, 'truth.json'), 'utf8'));
      expect(truth.files).toHaveLength(4);
      for (const file of truth.files) {
        const instance = describeInstance(readDataset(readFileSync(join(folder, patient, file))));
        expect(instance).toMatchObject({ patientId: patient, studyInstanceUid: truth.studyInstanceUid });
        const slice = instance.instanceNumber! - 1;
        expect(slice).toBeGreaterThanOrEqual(truth.lesion.slices.from);
        expect(slice).toBeLessThanOrEqual(truth.lesion.slices.to);
      }
      return truth.lesion.class;
    });
    expect(classes.sort()).toEqual(['BENIGN', 'MALIGNANT']);
  });

  it('lists the post-contrast series for training', () => {
    const out = join(folder, 'listed');
    run('--out', out, '--patients', '1', '--seed', '4', '--size', '64', '--slices', '2', '--context', '3');
    const [header, row, ...rest] = readFileSync(join(out, 'manifest.csv'), 'utf8').trimEnd().split('\n');
    expect(rest).toEqual([]);
    expect(header).toBe('path,pre_path,patient,label,left,top,right,bottom,first_slice,last_slice');
    const truth = JSON.parse(readFileSync(join(out, 'PHANTOM-040000', 'truth.json'), 'utf8'));
    const { box, slices } = truth.lesion;
    expect(row).toBe(
      [
        'PHANTOM-040000/post1,PHANTOM-040000/pre,PHANTOM-040000',
        truth.lesion.class,
        ...[box.columnFrom, box.rowFrom, box.columnTo + 1, box.rowTo + 1, slices.from + 1, slices.to + 1],
      ].join(','),
    );
    expect(truth.files).toHaveLength(10);
  });

  it.each([
    [['--patients', '2'], '--out DIR'],
    [['--out', 'x', '--phases', 'late'], 'no phase "late"'],
    [['--out', 'x', '--lesion', 'odd'], 'no lesion class "odd"'],
    [['--out', 'x', '--slices', '0'], '--slices'],
  ])('explains what is wrong with %j', (options, message) => {
    const { status, stderr } = run(...options);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain('usage:');
  });
});
