// Runs a TypeScript entry of this repository from source: node scripts/runSource.mjs <file.ts> [arguments]
// Workspace packages resolve to their sources through the `eventeye-source` export condition, so nothing has to be
// built first and nothing stale can run.
import { spawn } from 'node:child_process';

const [entry, ...rest] = process.argv.slice(2);
if (!entry) {
  console.error('usage: node scripts/runSource.mjs <file.ts> [arguments]');
  process.exit(2);
}
const child = spawn(
  process.execPath,
  ['--conditions=eventeye-source', '--import', import.meta.resolve('tsx'), entry, ...rest],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
