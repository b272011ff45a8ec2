import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCohort, writeStudy } from '@eventeye/phantom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareCohort } from '../dataset/prepareCohort.js';
import type { PreparedSlice } from '../dataset/preparedIndex.js';
import { modelInput } from './modelInput.js';
import { runPython } from './runPython.js';

const python = '/usr/bin/python3';
const hasTorch =
  spawnSync(python, ['-c', 'import torch, torchvision, onnx'], { stdio: 'ignore' }).status === 0;
if (!hasTorch) console.warn('skipped: Python with PyTorch is absent, so the training loop does not run');

const folder = mkdtempSync(join(tmpdir(), 'eventeye-training-'));
const at = (name: string) => join(folder, name);
let slices: PreparedSlice[];

beforeAll(async () => {
  for (const phantom of createCohort({ seed: 5, patients: 40, size: 64 })) {
    const study = [...writeStudy(phantom, { phases: ['post1'], count: 1, lesionOnly: true })];
    const patient = String(phantom.truth.seed);
    mkdirSync(at(`cohort/${patient}/post1`), { recursive: true });
    writeFileSync(at(`cohort/${patient}/truth.json`), JSON.stringify(phantom.truth));
    for (const { filename, bytes } of study) writeFileSync(at(`cohort/${patient}/${filename}`), bytes);
  }
  slices = await prepareCohort(at('cohort'), at('prepared'), modelInput);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('from a cohort to prepared slices', () => {
  it('keeps every patient in one part, and every part balanced', () => {
    expect(slices).toHaveLength(40);
    const parts = new Map<string, Set<string>>();
    for (const { patient, part } of slices) parts.set(patient, (parts.get(patient) ?? new Set()).add(part));
    expect([...parts.values()].every((own) => own.size === 1)).toBe(true);
    expect(slices.filter(({ part, label }) => part === 'test' && label === 'MALIGNANT')).toHaveLength(3);
  });

  it('knows where the lesion is', () => {
    for (const { box } of slices) {
      expect(box!.left).toBeGreaterThanOrEqual(0);
      expect(box!.right).toBeGreaterThan(box!.left);
      expect(box!.bottom).toBeLessThanOrEqual(1);
    }
  });
});

describe.skipIf(!hasTorch)('the training loop', { timeout: 120_000 }, () => {
  const train = (out: string, ...more: string[]) =>
    runPython(
      [
        'train',
        '--index',
        at('prepared/index.csv'),
        '--out',
        at(out),
        '--architecture',
        'tiny',
        '--weights',
        'none',
        '--size',
        '64',
        '--batch',
        '8',
        '--threads',
        '1',
        ...more,
      ],
      python,
    );
  const log = (out: string) =>
    readFileSync(at(`${out}/log.csv`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((row) => row.split(',').slice(0, -1).join(','));

  it('gives the same log whether it ran through or was interrupted and resumed', async () => {
    await train('through', '--epochs', '2');
    await expect(train('stopped', '--epochs', '2', '--stop_after', '1')).resolves.toBeDefined();
    await train('stopped', '--epochs', '2', '--resume');
    expect(log('stopped')).toEqual(log('through'));
  });

  it('stops when the loss is no number, and says what to do', async () => {
    await expect(train('diverged', '--epochs', '1', '--rate', '1e30')).rejects.toThrow(/lower --rate/);
  });
});
