import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CustomerProject, customerProject, root, run } from './customerProject.js';

let customer: CustomerProject;
let project: string;
beforeAll(async () => {
  const types = ['@types/react', 'csstype', '@types/node', 'undici-types'];
  customer = await customerProject(['core', 'client'], ['react', ...types]);
  project = customer.folder;
}, 240_000);
afterAll(() => customer.remove());

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
