import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const clientFolder = join(root, 'packages/client');
const fromClient = createRequire(join(clientFolder, 'package.json'));
const packed = ['core', 'client'] as const;

/** A project of a customer: the two tarballs unpacked, and what they depend on beside them. */
let project: string;
const tarballs: Record<string, string> = {};

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'eventeye-customer-'));
  for (const name of packed) {
    const folder = join(root, 'packages', name);
    // `npm test` has built before.
    if (!existsSync(join(folder, 'dist/cjs/index.js')))
      await run('npm', ['run', '-s', 'build'], { cwd: folder });
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], { cwd: folder });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    tarballs[name] = join(project, filename);
    const target = join(project, 'node_modules/@eventeye', name);
    await mkdir(target, { recursive: true });
    await run('tar', ['xzf', tarballs[name], '-C', target, '--strip-components=1']);
  }
  const { default: manifest } = (await import(join(clientFolder, 'package.json'), {
    with: { type: 'json' },
  })) as {
    default: { dependencies: Record<string, string> };
  };
  const outside = Object.keys(manifest.dependencies).filter((name) => !name.startsWith('@eventeye/'));
  for (const name of [...outside, 'react', '@types/react', 'csstype', '@types/node', 'undici-types']) {
    const target = join(project, 'node_modules', name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(dependencyFolder(name), target);
  }
}, 240_000);
afterAll(() => rm(project, { recursive: true, force: true }));

/** Where a dependency lies in the workspace. */
function dependencyFolder(name: string): string {
  for (const folder of fromClient.resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, 'package.json'))) return join(folder, name);
  }
  throw new Error(`${name} is not installed.`);
}

const using = (load: (name: string) => string) => `
  const { createEventEyeClient, EventEyeError } = ${load('@eventeye/client')};
  const { createMockClient, aMedicalImage } = ${load('@eventeye/client/testing')};
  const { fileFromPath } = ${load('@eventeye/client/node')};
  const { useAnalyze } = ${load('@eventeye/client/react')};
  const image = aMedicalImage();
  const mock = createMockClient({ images: [image], run: { outcome: 'MALIGNANT', stepMs: 1 } });
  const { id } = await mock.analyzeMedicalImage(image.id);
  let outcome;
  for await (const { result } of mock.watchAnalysis(id)) outcome = result?.outcome;
  const users = (await mock.administration.users()).totalCount;
  const [uploaded] = await mock.uploadMedicalImages([await fileFromPath('package.json')]);
  await mock.close();
  const away = createEventEyeClient({ url: 'http://127.0.0.1:1/graphql' });
  const error = await away.patients().catch((caught) => caught);
  await away.close();
  console.log(JSON.stringify([outcome, users, uploaded.image.filename, typeof useAnalyze, EventEyeError.is(error, 'NETWORK_FAILED')]));
`;
const expected = ['MALIGNANT', 1, 'package.json', 'function', true];

it.each([
  ['an ES module', 'program.mjs', using((name) => `await import('${name}')`)],
  ['a CommonJS program', 'program.cjs', `(async () => {${using((name) => `require('${name}')`)}})();`],
])('%s uses what was packed', async (_kind, filename, text) => {
  await writeFile(join(project, 'package.json'), '{ "private": true }');
  await writeFile(join(project, filename), text);
  const { stdout } = await run(process.execPath, [filename], { cwd: project });
  expect(JSON.parse(stdout)).toEqual(expected);
});

it('narrows errors of the other copy: an ES module and a CommonJS one in the same program', async () => {
  const program = `
    import { createRequire } from 'node:module';
    import { EventEyeError as Esm } from '@eventeye/client';
    const { EventEyeError: Cjs } = createRequire(import.meta.url)('@eventeye/client');
    const error = new Cjs('NOT_FOUND', 'No.');
    console.log(JSON.stringify([Esm !== Cjs, error instanceof Esm, Esm.is(error, 'NOT_FOUND'), Esm.is(error, 'FORBIDDEN'), Esm.is(new Error())]));
  `;
  await writeFile(join(project, 'copies.mjs'), program);
  const { stdout } = await run(process.execPath, ['copies.mjs'], { cwd: project });
  expect(JSON.parse(stdout)).toEqual([true, false, true, false, false]);
});

it.each(['program.mts', 'program.cts'])(
  'a strict TypeScript program, %s, has its types',
  async (filename) => {
    const program = `
    import { createEventEyeClient, EventEyeError, type Analysis } from '@eventeye/client';
    import { useAnalyze, type AnalyzeState } from '@eventeye/client/react';
    import { anAnalysis } from '@eventeye/client/testing';
    export const show = async (id: string): Promise<number | undefined> => {
      const client = createEventEyeClient({ url: 'http://localhost/graphql', auth: { apiKey: 'ee_x' } });
      try {
        const analysis: Analysis | null = await client.analysis(id);
        return analysis?.result?.malignancyProbability;
      } catch (error) {
        if (EventEyeError.is(error, 'NOT_FOUND')) return undefined;
        throw error;
      }
    };
    export const button = (id: string): AnalyzeState<Analysis> => useAnalyze(id);
    // @ts-expect-error there is no such state: types that became \`any\` would let it pass.
    anAnalysis({ status: 'DONE' });
    // @ts-expect-error a result may be missing.
    export const outcome = (analysis: Analysis) => analysis.result.outcome;
  `;
    await writeFile(join(project, filename), program);
    const flags = [
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--module',
      'nodenext',
      '--target',
      'es2022',
    ];
    const libraries = ['--lib', 'es2023,dom', '--types', 'node', '--skipLibCheck', '--jsx', 'react-jsx'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const outcome = await run(process.execPath, [tsc, ...flags, ...libraries, filename], {
      cwd: project,
    }).catch((error: { stdout: string }) => error);
    expect(outcome.stdout).toBe('');
  },
);

it.each(packed)('publint and are-the-types-wrong find nothing in the tarball of %s', async (name) => {
  const tarball = tarballs[name]!;
  const bin = (command: string) => {
    const local = join(clientFolder, 'node_modules/.bin', command);
    return existsSync(local) ? local : join(root, 'node_modules/.bin', command);
  };
  await run(bin('publint'), ['run', tarball, '--strict'], { cwd: root });
  // Node 10's resolution knows no exports; Node 20 is the oldest that is supported.
  await run(bin('attw'), [tarball, '--profile', 'node16'], { cwd: root });
});

it('has the API reports that are committed', async () => {
  await run(process.execPath, ['writeApiReports.mjs', '--check'], { cwd: clientFolder });
});
