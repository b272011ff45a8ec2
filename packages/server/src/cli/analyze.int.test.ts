import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTinyModel } from '../../../inference/src/testing/tinyModel.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';

const command = fileURLToPath(new URL('../../bin/eventeye.js', import.meta.url));
let model: string;
let folder: string;
beforeAll(async () => {
  [model, folder] = await Promise.all([makeTinyModel(), mkdtemp(join(tmpdir(), 'eventeye-cli-'))]);
  await mkdir(join(folder, 'b'));
  await writeFile(join(folder, 'b', 'slice2.dcm'), phantomFiles[1]!.bytes);
  await writeFile(join(folder, 'b', 'slice10.dcm'), phantomFiles[2]!.bytes);
  await writeFile(join(folder, 'a.dcm'), phantomFiles[0]!.bytes);
});
afterAll(() => Promise.all([model, folder].map((path) => rm(path, { recursive: true, force: true }))));

function run(args: string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, EVENTEYE_MODEL_DIR: model, EVENTEYE_WORKERS: '1', ...environment };
  const child = spawn(process.execPath, [command, ...args], { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

it('prints one JSON line a file in the order of the folder, numbers in names counted', async () => {
  const { code, stdout } = await run(['analyze', '--json', folder]);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => line.file)).toEqual([
    join(folder, 'a.dcm'),
    join(folder, 'b', 'slice2.dcm'),
    join(folder, 'b', 'slice10.dcm'),
  ]);
  for (const line of lines) {
    expect(line).toMatchObject({
      predictedLabel: expect.any(String),
      model: { name: 'tiny', isDemonstration: true },
    });
    expect(line.receipt.imageSha256).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(code).toBe(0);
});

it('goes on after a bad file, says what is wrong with it, and exits with 1', async () => {
  const bad = join(folder, 'bad.txt');
  await writeFile(bad, 'not an image');
  const { code, stdout } = await run(['analyze', '--json', bad, join(folder, 'a.dcm')]);
  await rm(bad);
  const [first, second] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({ file: bad, error: { code: 'IMAGE_UNSUPPORTED', retryable: false } });
  expect(second).toHaveProperty('outcome');
  expect(code).toBe(1);
});

it('prints a table with the notice that the model is a demonstration', async () => {
  const { code, stdout } = await run(['analyze', join(folder, 'a.dcm')]);
  expect(stdout).toMatch(/file +outcome +label +confidence +time/);
  expect(stdout).toContain('not for diagnosis');
  expect(code).toBe(0);
});

it('tells wrong usage (2) from failure (1), and names what to correct', async () => {
  expect((await run(['analyze'])).code).toBe(2);
  const missing = await run(['analyze', join(folder, 'nowhere')]);
  expect(missing.code).toBe(1);
  expect(missing.stderr).toContain('NOT_FOUND');
  const setting = await run(['analyze', folder], { EVENTEYE_WORKERS: 'many' });
  expect(setting.code).toBe(1);
  expect(setting.stderr).toMatch(/CONFIG_INVALID.*EVENTEYE_WORKERS/);
});

it('refuses a worker without a PostgreSQL', async () => {
  const { code, stderr } = await run(['worker'], { DATABASE_URL: '' });
  expect(code).toBe(1);
  expect(stderr).toContain('DATABASE_URL');
});
