import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDemoStudy } from '@eventeye/phantom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const run = (folder: string, ...args: string[]) =>
  spawnSync(
    process.execPath,
    ['scripts/runSource.mjs', 'packages/server/src/cli/main.ts', 'deidentify', ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, EVENTEYE_DATA_DIR: join(folder, 'data') } },
  );

describe('eventeye deidentify', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-deidentify-'));
  const input = join(folder, 'in');
  beforeAll(() => {
    mkdirSync(input);
    createDemoStudy({ seed: 3, lesion: null, slices: 2, size: 64 }).instances.forEach(({ bytes }, i) => {
      writeFileSync(join(input, `${i}.dcm`), bytes);
    });
    writeFileSync(join(input, 'note.txt'), 'PHANTOM');
    writeFileSync(join(folder, 'key'), 'a secret of at least thirty-two characters');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('writes every DICOM file without its identifiers, names the bad one, and does the same again', () => {
    const first = join(folder, 'first');
    const report = join(folder, 'report.jsonl');
    const { status, stdout, stderr } = run(folder, input, first, '--report', report);
    expect(stderr).toContain('note.txt: DICOM_INVALID');
    expect(stdout).toContain('4 of 5 files de-identified');
    expect(status).toBe(1);
    const names = readdirSync(first).sort();
    expect(names).toHaveLength(4);
    const texts = names.map((name) => readFileSync(join(first, name), 'latin1'));
    expect(texts.filter((text) => /PHANTOM-|Phantom\^/.test(text))).toEqual([]);
    expect(readFileSync(join(input, '0.dcm'), 'latin1')).toMatch(/PHANTOM-|Phantom\^/);
    expect(readFileSync(report, 'utf8').trim().split('\n')).toHaveLength(4);
    run(folder, input, join(folder, 'second'));
    expect(readdirSync(join(folder, 'second')).sort()).toEqual(names);
    run(folder, input, join(folder, 'third'), '--key-file', join(folder, 'key'));
    expect(readdirSync(join(folder, 'third')).filter((name) => names.includes(name))).toEqual([]);
  }, 60_000);
});
