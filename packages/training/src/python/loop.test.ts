import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openSession, readPrepared, toTensor } from '@eventeye/inference/pipeline';
import { createCohort, writeStudy } from '@eventeye/phantom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configSchema } from '../config/config.js';
import { prepare } from '../dataset/prepare.js';
import { type PreparedSlice, readIndex, writeIndex } from '../dataset/preparedIndex.js';
import { checkReference } from '../packing/checkReference.js';
import { draftManifest, type ModelFacts } from '../packing/draftManifest.js';
import { exportGraphs } from '../packing/exportGraphs.js';
import { modelInputOf } from '../stages/prepareStage.js';
import { pythonForTests } from '../testing/pythonForTests.js';
import { runPython } from './runPython.js';

const python = pythonForTests();
if (python) process.env.EVENTEYE_PYTHON = python;
const sources = fileURLToPath(new URL('../../python/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'eventeye-loop-'));
const at = (...names: string[]) => join(folder, ...names);
const labels = ['BENIGN', 'MALIGNANT'];
const config = configSchema.parse({
  name: 'tiny',
  version: '0.0.0',
  description: 'Tiny network of the tests.',
  source: { manifest: 'none', description: 'phantoms' },
  prepare: { size: 64 },
  train: [{ name: 'whole', weights: 'none' }],
});
let slices: PreparedSlice[];

const options = (out: string, ...more: string[]) => [
  ...['train', '--index', at('prepared/index.csv'), '--out', at(out), '--architecture', 'tiny'],
  ...['--weights', 'none', '--size', '64', '--batch', '4', '--threads', '1', ...more],
];
const train = (out: string, ...more: string[]) => runPython(options(out, ...more), { python: python! });
/** SHA-256 over the weights of a checkpoint, in the order of their names. */
const weightsOf = (file: string) => {
  const code = `import torch,hashlib,sys
state=torch.load(sys.argv[1],map_location="cpu")["model"]
h=hashlib.sha256()
for k in sorted(state): h.update(state[k].numpy().tobytes())
print(h.hexdigest())`;
  return spawnSync(python!, ['-c', code, file], { encoding: 'utf8' }).stdout.trim();
};

beforeAll(async () => {
  const series = [];
  for (const phantom of createCohort({ seed: 6, patients: 20, size: 64 })) {
    const patient = String(phantom.truth.seed);
    mkdirSync(at('cohort', patient, 'post1'), { recursive: true });
    for (const { filename, bytes } of writeStudy(phantom, { phases: ['post1'], count: 1, lesionOnly: true }))
      writeFileSync(at('cohort', patient, filename), bytes);
    series.push({ path: at('cohort', patient), patient, label: phantom.truth.lesion!.class });
  }
  const cohort = { schemaVersion: 1 as const, description: 'phantoms', series };
  ({ slices } = await prepare({ cohort, out: at('prepared'), input: modelInputOf(config), labels }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!python)('the training loop', { timeout: 120_000 }, () => {
  it('ends with the same weights whether it ran through or was killed in the middle of an epoch', async () => {
    await train('through', '--epochs', '3');
    const child: ChildProcess = spawn(
      python!,
      ['-m', 'eventeye_training', ...options('killed', '--epochs', '3')],
      {
        env: { ...process.env, PYTHONPATH: sources },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    let second = false;
    for await (const line of createInterface({ input: child.stdout! })) {
      // In the second epoch, after its first step: the first epoch is saved, the second is lost.
      if (/"epoch": 2, .*"step": 1,/.test(line) && !second) {
        second = true;
        child.kill('SIGKILL');
      }
    }
    expect(second).toBe(true);
    await train('killed', '--epochs', '3', '--resume');
    expect(weightsOf(at('killed/last.pth'))).toMatch(/^[0-9a-f]{64}$/);
    expect(weightsOf(at('killed/last.pth'))).toBe(weightsOf(at('through/last.pth')));
    expect(weightsOf(at('killed/best_breast_mri_model.pth'))).toBe(
      weightsOf(at('through/best_breast_mri_model.pth')),
    );
    const log = (out: string) =>
      readFileSync(at(out, 'log.csv'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((row) => row.split(',').slice(0, -1).join());
    expect(log('killed')).toEqual(log('through'));
    expect(log('killed')).toHaveLength(4);
  });

  it('exports what it trained: this runtime gives what PyTorch gives', async () => {
    writeFileSync(at('golden.png'), readFileSync(at('prepared', slices[0]!.path)));
    const exported = await exportGraphs({
      checkpoint: at('through/best_breast_mri_model.pth'),
      out: at('export'),
      size: 64,
      precisions: ['int8', 'fp16'],
      index: at('prepared/index.csv'),
      labels,
      calibrationSlices: 16,
    });
    const count = { train: 0, validation: 0, test: 0 };
    const facts: ModelFacts = {
      name: 'tiny',
      version: '0.0.0',
      description: 'tiny',
      isDemonstration: true,
      licence: 'Apache-2.0',
      labels: config.labels,
      input: modelInputOf(config),
      training: { framework: 'PyTorch', seed: 1, epochs: 3, initialWeights: 'none' },
      dataset: { description: 'phantoms', ledgerSha256: '0'.repeat(64), patients: count, slices: count },
      ...exported,
    };
    writeFileSync(at('export/golden.png'), readFileSync(at('golden.png')));
    const open = (precision: 'fp32' | 'fp16' | 'int8') => {
      writeFileSync(
        at('export/manifest.json'),
        JSON.stringify(draftManifest(at('export'), precision, facts)),
      );
      return openSession(at('export'));
    };
    const exact = await open('fp32');
    expect(await checkReference(at('export/model.fp32'), exact)).toBeLessThan(1e-4);
    const half = await open('fp16');
    await expect(checkReference(at('export/model.fp32'), half, 1e-2)).resolves.toBeGreaterThan(0);
    // Another network's reference is no match.
    const logits = new Float32Array(new Uint8Array(readFileSync(at('export/model.fp32.logits.f32'))).buffer);
    writeFileSync(
      at('export/model.fp32.logits.f32'),
      new Uint8Array(logits.map((value) => value + 0.01).buffer),
    );
    await expect(checkReference(at('export/model.fp32'), exact)).rejects.toThrow(/differs from PyTorch/);
    for (const session of [exact, half]) await session.release();
  });

  it('sees the very tensor that serving makes of the same picture', async () => {
    const code = `import sys
from pathlib import Path
from eventeye_training.data import load_slices
from eventeye_training.augment import whole
slices = load_slices(Path(sys.argv[1]), "train", ["BENIGN", "MALIGNANT"])
whole(slices.images[:3], 64).contiguous().numpy().astype("<f4").tofile(sys.argv[2])`;
    spawnSync(python!, ['-c', code, at('prepared/index.csv'), at('tensors.f32')], {
      env: { ...process.env, PYTHONPATH: sources },
    });
    const expected = new Uint8Array(readFileSync(at('tensors.f32')));
    const input = modelInputOf(config);
    const training = slices.filter(({ part }) => part === 'train').slice(0, 3);
    const tensors = await Promise.all(
      training.map(async ({ path }) =>
        toTensor(await readPrepared(new Uint8Array(readFileSync(at('prepared', path))), input), input),
      ),
    );
    const actual = Buffer.concat(tensors.map((tensor) => new Uint8Array(tensor.buffer)));
    expect(actual.length).toBe(3 * 3 * 64 * 64 * 4);
    expect(actual.equals(expected)).toBe(true);
  });

  it.each([
    ['a loss that is no number', ['--rate', '1e30'], /lower --rate/],
    ['labels without a malignant one', ['--malignant', 'ODD'], /some of them in --malignant/],
    ['weights that do not exist', ['--weights', 'nowhere.pth'], /no checkpoint nowhere.pth/],
    ['a device that is absent', ['--device', 'cuda'], /no CUDA device/],
  ])('stops at %s and says what to do', async (_, more, message) => {
    await expect(train('wrong', '--epochs', '1', ...more)).rejects.toThrow(message);
  });

  it.each([
    [
      'a class missing',
      (all: PreparedSlice[]) => all.filter(({ part, label }) => part !== 'validation' || label === 'BENIGN'),
      /part 'validation' has no slice of MALIGNANT/,
    ],
    [
      'an unknown label',
      (all: PreparedSlice[]) => all.map((one, i) => (i === 0 ? { ...one, label: 'ODD' } : one)),
      /unknown label ODD/,
    ],
    [
      'a patient in two parts',
      (all: PreparedSlice[]) => [...all, { ...all[0]!, part: 'validation' as const }],
      /a patient is in 'train' and in 'validation'/,
    ],
    [
      'a picture that is gone',
      (all: PreparedSlice[]) => all.map((one, i) => (i === 0 ? { ...one, path: 'gone.png' } : one)),
      /gone.png can not be read/,
    ],
  ])('refuses an index with %s before it trains', async (_, change, message) => {
    const index = at('prepared/changed.csv');
    writeIndex(index, change(readIndex(at('prepared/index.csv'))));
    await expect(train('refused', '--epochs', '1', '--index', index)).rejects.toThrow(message);
  });

  it('keeps the last whole epoch when the disk is full, and goes on from there', async () => {
    await train('full', '--epochs', '2', '--stop_after', '1');
    const before = weightsOf(at('full/last.pth'));
    // A limit on the size of files stands in for a full disk: the same error from the same call.
    const limited = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f 64; exec "$@"',
        'bash',
        python!,
        '-m',
        'eventeye_training',
        ...options('full', '--epochs', '2', '--resume'),
      ],
      { env: { ...process.env, PYTHONPATH: sources }, encoding: 'utf8' },
    );
    expect(limited.status).not.toBe(0);
    expect(limited.stderr).toMatch(/can not be written .*make room and go on with --resume/);
    expect(weightsOf(at('full/last.pth'))).toBe(before);
    await train('full', '--epochs', '2', '--resume');
    expect(weightsOf(at('full/last.pth'))).not.toBe(before);
  });
});
