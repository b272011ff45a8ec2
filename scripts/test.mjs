// `npm test`: everything, in the order in which a fault is cheapest to find. Prints one plain closing line.
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { startPostgres } from './test/postgres.mjs';
import { provideRequirements } from './test/requirements.mjs';
import { runCommand } from './test/runCommand.mjs';
import { runVitest } from './test/runVitest.mjs';

const started = performance.now();
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

async function check(name, work) {
  const begun = performance.now();
  console.log(`\n── ${name}`);
  try {
    await work();
    totals.passed += 1;
    console.log(`── ${name}: ok, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    totals.failed += 1;
    failures.push(name);
    console.error(`── ${name}: FAILED: ${error.message}`);
    return false;
  }
}

await check('requirements', provideRequirements);
await check('format and lint', () => runCommand('npx', ['biome', 'ci', '.']));
await check('allowed imports', () => runCommand('npm', ['run', '-s', 'check:imports']));
const built = await check('generate and build', () =>
  runCommand('npx', ['turbo', 'run', 'generate', 'build']),
);

if (built) {
  await check('types of the stories', () => runCommand('npm', ['run', '-s', 'check:stories']));
  await check('storybook builds without internet', () => runCommand('npm', ['run', '-s', 'build:storybook']));
  const postgres = await startPostgres();
  const reportFile = `${process.cwd()}/.cache/vitest-report.json`;
  rmSync(reportFile, { force: true });
  try {
    const report = await runVitest(
      reportFile,
      { EVENTEYE_TEST_DATABASE_URL: postgres.url },
      process.argv.slice(2),
    );
    totals.passed += report.passed;
    totals.failed += report.failed;
    totals.skipped += report.skipped;
    failures.push(...report.failures);
  } finally {
    await postgres.stop();
  }
}

for (const name of failures) console.error(`failed: ${name}`);
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`);
console.log(
  `${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`,
);
process.exit(totals.failed ? 1 : 0);
