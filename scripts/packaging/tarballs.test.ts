import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CustomerProject, customerProject, publicPackages, root, run } from './customerProject.js';

const published = await publicPackages();
let project: CustomerProject;
beforeAll(async () => {
  project = await customerProject(published);
}, 300_000);
afterAll(() => project.remove());

it('publishes what hosts import, and nothing that a deployment runs', () => {
  expect(published).toEqual(['client', 'core', 'dicom', 'embed', 'react']);
});

describe.each(published)('the tarball of %s', (name) => {
  const inside = (path = '') => join(project.folder, 'node_modules/@eventeye', name, path);

  it('has nothing that publint or are-the-types-wrong finds', async () => {
    const bin = (command: string) => join(root, 'node_modules/.bin', command);
    await run(bin('publint'), ['run', project.tarballs[name]!, '--strict'], { cwd: root });
    await run(bin('attw'), [project.tarballs[name]!, ...resolutions(await manifest())], { cwd: root });
  });

  it('says under which licence and what it is, and where its entries have their types first', async () => {
    expect(await readFile(inside('LICENSE'), 'utf8')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'));
    expect(await readFile(inside('README.md'), 'utf8')).toContain(`@eventeye/${name}`);
    const { license, description, keywords, sideEffects, exports } = await manifest();
    expect(license).toBe('Apache-2.0');
    expect(description.length).toBeGreaterThan(20);
    expect(keywords.length).toBeGreaterThan(4);
    expect(sideEffects).toBeDefined();
    for (const entry of Object.values(exports)) {
      if (typeof entry === 'string') continue;
      for (const conditions of [entry, ...Object.values(entry)]) {
        const names = Object.keys(conditions).filter((condition) => condition !== 'eventeye-source');
        if (names.includes('types')) expect(names[0]).toBe('types');
      }
    }
  });

  it('has no tests, and the source of every map', async () => {
    const files = await readdir(inside(), { recursive: true });
    expect(files.filter((file) => /\.(test|stories)\.|tsbuildinfo|storyData/.test(file))).toEqual([]);
    const maps = files.filter((file) => file.endsWith('.map'));
    expect(maps.length).toBeGreaterThan(0);
    const without: string[] = [];
    for (const file of maps) {
      const { sources, sourcesContent } = JSON.parse(await readFile(inside(file), 'utf8')) as SourceMap;
      for (const [index, source] of sources.entries()) {
        if (typeof sourcesContent?.[index] === 'string') continue;
        if (!existsSync(join(inside(dirname(file)), source))) without.push(`${file}: ${source}`);
      }
    }
    expect(without).toEqual([]);
  });

  const manifest = async (): Promise<Manifest> => JSON.parse(await readFile(inside('package.json'), 'utf8'));
});

interface SourceMap {
  sources: string[];
  sourcesContent?: (string | null)[];
}

interface Manifest {
  license: string;
  description: string;
  keywords: string[];
  sideEffects?: unknown;
  exports: Record<string, string | Record<string, object>>;
}

/** Which ways to resolve are tried: Node 10's knows no exports, and Node 20 is the oldest that is supported. */
function resolutions({ exports }: Manifest): string[] {
  const main = exports['.'] as Record<string, object>;
  // Style sheets and the classic script of the loader are no modules, so they have no types.
  const noModules = Object.keys(exports).filter((subpath) => /\.css$|loader\.js$/.test(subpath));
  return [
    // What is an ES module alone is loaded from CommonJS by `import()`, or by `require` of Node 20.19 on.
    ...['--profile', 'require' in main ? 'node16' : 'esm-only'],
    ...(noModules.length ? ['--exclude-entrypoints', ...noModules] : []),
  ];
}

it.each(['client', 'dicom', 'embed', 'react'])('the API report of %s is what is committed', async (name) => {
  await run(process.execPath, ['../../scripts/packaging/writeApiReports.mjs', '--check'], {
    cwd: join(root, 'packages', name),
  });
});
