// npm run bench:api [-- --json FILE]: the ten operations of the UI on a PostgreSQL of its own with up to 1,000,000 analyses; writes the
// table of docs/performance.md.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { markdownTable } from './markdownTable.mjs';
import { startPostgres } from './test/postgres.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = spawnSync('npx', ['turbo', 'run', 'generate', 'build', '--filter=@eventeye/server'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (built.status !== 0) process.exit(1);
const sizes = process.argv.includes('--sizes') ? [process.argv[process.argv.indexOf('--sizes') + 1]] : [];
const postgres = await startPostgres();
let measured;
try {
  const run = spawnSync(
    process.execPath,
    ['scripts/runSource.mjs', 'packages/server/src/bench/api/main.ts', postgres.url, ...sizes],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 24 },
  );
  if (run.status !== 0) throw new Error('The measurement did not end well.');
  measured = JSON.parse(run.stdout.trim().split('\n').at(-1));
} finally {
  await postgres.stop();
}
const json = process.argv.indexOf('--json');
if (json > 0) writeFileSync(process.argv[json + 1], `${JSON.stringify(measured, undefined, 2)}\n`);

const one = (value, digits = 1) => value.toFixed(digits);
const count = (value) => value.toLocaleString('en-US');
const first = measured[0];
const last = measured.at(-1);
const rows = Object.keys(first.operations).map((name) => [
  name,
  ...measured.map(({ operations }) => one(operations[name].p95)),
  one(last.operations[name].p50),
  `${one(last.operations[name].p95 / first.operations[name].p95, 2)} x`,
  `${one(last.operations[name].p50 / first.operations[name].p50, 2)} x`,
]);
const head = [
  'p95, ms',
  ...measured.map(({ analyses }) => `${count(analyses)} analyses`),
  'p50 of the largest',
  'growth of p95',
  'growth of p50',
];
const text = `Measured ${new Date().toISOString().slice(0, 10)} on two logical processors, load average ${one(loadavg()[0], 2)} at the end:
${count(last.patients)} patients with ${count(last.analyses)} analyses at most, one caller at a time, over HTTP with the sign-in, PostgreSQL beside
it on the same machine. Pages of 20, a third of the lists over everything asked ten pages deep; medians of three rounds of 100 each.

${markdownTable(head, rows)}
`;
const whole = Object.values(last.operations).every(({ p95 }) => p95 < 50);
if (!process.argv.includes('--sizes')) {
  const file = `${root}/docs/performance.md`;
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace(/(<!-- api -->\n)[\s\S]*(<!-- end api -->)/, `$1\n${text}\n$2`));
}
process.stdout.write(`${text}\nevery p95 below 50 ms: ${whole ? 'yes' : 'no'}\n`);
