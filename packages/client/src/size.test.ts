import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { expect, it } from 'vitest';

const entry = fileURLToPath(new URL('./index.ts', import.meta.url));
const budgetBytes = 15_000;

/** What a page loads at first: a file and what it imports outright. */
function closureOf(outputs: Metafile['outputs'], name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const { path, kind, external } of outputs[name]!.imports) {
    if (!external && kind === 'import-statement') closureOf(outputs, path, seen);
  }
  return seen;
}

it('keeps its own code within 15 kB gzip, operations included, and brings no React', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    outdir: 'out',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    packages: 'external',
    write: false,
    metafile: true,
  });
  const first = closureOf(metafile.outputs, 'out/index.js');
  const sizeOf = (chosen: (path: string) => boolean) =>
    outputFiles
      .filter(({ path }) => chosen(path.slice(path.lastIndexOf('out/'))))
      .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  const [initial, later] = [sizeOf((path) => first.has(path)), sizeOf((path) => !first.has(path))];
  process.stdout.write(`@eventeye/client: ${initial} bytes gzip at first, ${later} when they are needed\n`);
  expect(initial).toBeLessThanOrEqual(budgetBytes);
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(imported.filter((path) => /react/.test(path))).toEqual([]);
  expect(imported).toContain('@apollo/client');
});
