import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const embed = fileURLToPath(new URL('..', import.meta.url));
// React's renderer and the Apollo client are about 57 and 55 kB of it.
const budgetBytes = 172_000;

describe('what a page loads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-first-load-'));
  let manifest: Record<string, Chunk>;

  beforeAll(() => {
    for (const config of ['vite.config.ts', 'vite.loader.config.ts']) {
      const flags = [
        '--outDir',
        folder,
        ...(config === 'vite.config.ts' ? ['--manifest', 'manifest.json'] : []),
      ];
      const { status, stderr } = spawnSync('npx', ['vite', 'build', '--config', config, ...flags], {
        cwd: embed,
        // What ships; under the test runner's own NODE_ENV it would be React's development build.
        env: { ...process.env, NODE_ENV: 'production' },
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
    }
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const closureOf = (name: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(name)) {
      seen.add(name);
      for (const imported of manifest[name]!.imports ?? []) closureOf(imported, seen);
    }
    return seen;
  };
  const bytesOf = (names: Iterable<string>) =>
    [...names]
      .map((name) => gzipSync(readFileSync(join(folder, manifest[name]!.file)), { level: 9 }).length)
      .reduce((sum, bytes) => sum + bytes, 0);
  const first = () => closureOf('src/eventeye.ts');

  it('before a patient card is shown stays within its budget, in few files', () => {
    const loader = gzipSync(readFileSync(join(folder, 'loader.js')), { level: 9 }).length;
    const bytes = loader + bytesOf(first());
    process.stdout.write(`@eventeye/embed: ${bytes} bytes gzip at first in ${first().size + 1} files\n`);
    expect(bytes).toBeLessThanOrEqual(budgetBytes);
    // Each that names another costs a round trip: loader, names, elements, and what a bundler adds.
    expect(first().size + 1).toBeLessThanOrEqual(4);
  });

  it('for the viewer and for uploads comes when an element shows them', () => {
    for (const [name, leastBytes] of [
      ['src/later/viewer.ts', 20_000],
      ['src/later/upload.ts', 4_000],
    ] as const) {
      const later = [...closureOf(name)].filter((each) => !first().has(each));
      process.stdout.write(`@eventeye/embed: ${name} ${bytesOf(later)} bytes gzip later\n`);
      expect(manifest[name]?.isDynamicEntry).toBe(true);
      expect(first().has(name)).toBe(false);
      expect(bytesOf(later)).toBeGreaterThan(leastBytes);
    }
  });
});

interface Chunk {
  file: string;
  imports?: string[];
  isDynamicEntry?: boolean;
}
