#!/usr/bin/env node
// The installed package runs what was built. In a clone the sources run, so that nothing stale can.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
if (!existsSync(source)) {
  await import('../dist/cli/main.js');
} else {
  const child = spawn(
    process.execPath,
    [
      '--conditions=eventeye-source',
      '--import',
      import.meta.resolve('tsx'),
      source,
      ...process.argv.slice(2),
    ],
    { stdio: 'inherit' },
  );
  // A terminal sends Ctrl-C to both; the child decides when it has finished.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
