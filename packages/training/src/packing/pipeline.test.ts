import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ModelSession, openSession } from '@eventeye/inference/pipeline';
import { createCohort, writeStudy } from '@eventeye/phantom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareCohort } from '../dataset/prepareCohort.js';
import type { PreparedSlice } from '../dataset/preparedIndex.js';
import { judgeSlices } from '../evaluation/judgeSlices.js';
import { marginOf } from '../evaluation/measureCases.js';
import { checkReference } from './checkReference.js';
import { correlation } from './comparePrecisions.js';
import { draftManifest } from './draftManifest.js';
import { modelInput } from './modelInput.js';
import { runPython } from './runPython.js';

const python = '/usr/bin/python3';
const hasTorch =
  spawnSync(python, ['-c', 'import torch, torchvision, onnx'], { stdio: 'ignore' }).status === 0;
if (!hasTorch) console.warn('skipped: Python with PyTorch is absent, so the training loop does not run');

const folder = mkdtempSync(join(tmpdir(), 'eventeye-training-'));
const at = (name: string) => join(folder, name);
let slices: PreparedSlice[];
const count = { train: 28, validation: 6, test: 6 };
const facts = {
  name: 'tiny',
  version: '0.0.0',
  description: 'Tiny network of the tests.',
  isDemonstration: true,
  training: { framework: 'PyTorch', seed: 1, epochs: 2, initialWeights: 'none' },
  dataset: { description: 'phantoms', ledgerSha256: '0'.repeat(64), patients: count, slices: count },
};

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

  it('leaves a checkpoint whose graph is the trained network, in fp32 and nearly so in int8', async () => {
    const sessions: ModelSession[] = [];
    const model = (precision: 'fp32' | 'int8') => at(`${precision}/model.onnx`);
    for (const precision of ['fp32', 'int8'] as const) mkdirSync(at(precision));
    const checkpoint = at('through/best_breast_mri_model.pth');
    await runPython(['export', '--checkpoint', checkpoint, '--out', model('fp32')], python);
    const index = at('prepared/index.csv');
    const quantize = ['quantize', '--source', model('fp32'), '--out', model('int8'), '--index', index];
    await runPython([...quantize, '--images', '16'], python);
    const headWeights = new Float32Array(new Uint8Array(readFileSync(at('fp32/model.head.f32'))).buffer);
    for (const precision of ['fp32', 'int8'] as const) {
      copyFileSync(at(`prepared/${slices[0]!.path}`), at(`${precision}/golden.png`));
      const manifest = draftManifest(at(precision), { ...facts, precision, headWeights });
      writeFileSync(at(`${precision}/manifest.json`), JSON.stringify(manifest));
      sessions.push(await openSession(at(precision)));
    }
    const [exact, quantised] = sessions as [ModelSession, ModelSession];
    expect(await checkReference(at('fp32'), exact)).toBeLessThan(1e-4);
    const [fp32, int8] = await Promise.all(
      [exact, quantised].map((session) => judgeSlices(at('prepared'), slices, session)),
    );
    const features = (
      await judgeSlices(at('prepared'), slices.slice(0, 1), exact, { keepFeatures: true })
    )[0]!;
    const near = (
      await judgeSlices(at('prepared'), slices.slice(0, 1), quantised, { keepFeatures: true })
    )[0]!;
    expect(correlation([...features.features!], [...near.features!])).toBeGreaterThan(0.98);
    const margins = fp32!.map(marginOf);
    const spread = Math.max(...margins) - Math.min(...margins);
    const worst = Math.max(...int8!.map((slice, i) => Math.abs(marginOf(slice) - margins[i]!)));
    expect(worst).toBeLessThan(Math.max(0.05, spread / 5));

    // Another network's reference is no match.
    const logits = new Float32Array(new Uint8Array(readFileSync(at('fp32/model.logits.f32'))).buffer);
    writeFileSync(at('fp32/model.logits.f32'), new Uint8Array(logits.map((value) => value + 0.01).buffer));
    await expect(checkReference(at('fp32'), exact)).rejects.toThrow(/differs from PyTorch/);
    for (const session of sessions) await session.release();
  });

  it('stops when the loss is no number, and says what to do', async () => {
    await expect(train('diverged', '--epochs', '1', '--rate', '1e30')).rejects.toThrow(/lower --rate/);
  });
});
