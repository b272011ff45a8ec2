// `prisma generate` looks for a native schema engine that this project neither needs nor downloads; any existing
// file satisfies the look-up. The same stub makes `prisma migrate` silently do nothing: see docs/decisions.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const cli = require.resolve('prisma/build/index.js');
const root = fileURLToPath(new URL('..', import.meta.url));
const { status } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    // The Pothos generator is found as a command.
    PATH: `${root}node_modules/.bin${delimiter}${process.env.PATH}`,
  },
});
process.exit(status ?? 1);
