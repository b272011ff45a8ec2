// Generates the types of the operations when they are missing or older than what they come from, so that a program can
// run from source right after a fresh clone.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const operations = readdirSync(join(here, 'src/operations')).map((name) => `src/operations/${name}`);
const sources = [
  'codegen.ts',
  'codegen/printSdl.mjs',
  'codegen/lazyDocuments.mjs',
  '../server/schema.graphql',
  ...operations,
];
const outputs = ['graphql.ts', 'documents.ts', 'laterDocuments.ts', 'sdl.ts'].map(
  (name) => `src/generated/${name}`,
);
const generated = Math.min(...outputs.map(changedAt));

if (sources.some((source) => changedAt(source) > generated)) {
  console.error('Generating the types of the client, once …');
  const manifest = createRequire(import.meta.url).resolve('@graphql-codegen/cli/package.json');
  const { bin } = createRequire(import.meta.url)(manifest);
  const command = join(dirname(manifest), bin['graphql-codegen']);
  const { status } = spawnSync(process.execPath, [command, '--silent'], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
  // The generator leaves a file alone whose content stays the same.
  for (const name of outputs) utimesSync(join(here, name), new Date(), new Date());
}

function changedAt(path) {
  return statSync(join(here, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
