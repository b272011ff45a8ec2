import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourceFlags } from '../engine/sourceFlags.js';

const folder = fileURLToPath(new URL('../../../../../shared/data/dicom-conformance', import.meta.url));
if (!existsSync(folder))
  console.warn('../shared/data/dicom-conformance is absent: hostile files are not tried');

/** A process of its own: what is claimed of memory and of crashes is claimed of a process. */
async function run(mutations: number, seed: number) {
  const script = fileURLToPath(new URL('../testing/hostileRun.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [...sourceFlags(import.meta.url), script, folder, String(mutations), String(seed)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect(child.exitCode, complaints).toBe(0);
  return JSON.parse(out) as {
    files: number;
    pictures: number;
    refused: number;
    codes: Record<string, number>;
    untyped: string[];
    slowest: { name: string; milliseconds: number };
    peakMegabytes: number;
  };
}

describe.skipIf(!existsSync(folder))('hostile files', () => {
  it('bombs, cuts at every 5 % and 10,000 changes give a picture or a typed error, in 5 s and 512 MB', async () => {
    const found = await run(10_000, 20_261_123);
    process.stdout.write(`hostile files: ${JSON.stringify(found)}\n`);
    expect(found.untyped).toEqual([]);
    expect(found.pictures + found.refused).toBe(found.files);
    expect(found.files).toBeGreaterThan(11_000);
    // Both must happen, or nothing was tried.
    expect(found.pictures).toBeGreaterThan(1_000);
    expect(found.refused).toBeGreaterThan(1_000);
    expect(found.slowest.milliseconds).toBeLessThan(5_000);
    expect(found.peakMegabytes).toBeLessThan(512);
  }, 600_000);
});
