import { existsSync, readFileSync } from 'node:fs';
import { runCommand } from './runCommand.mjs';

/** Runs vitest over the whole repository and counts what it reports; a run without a report counts as a failure. */
export async function runVitest(reportFile, env, filters) {
  let crashed = null;
  try {
    await runCommand(
      'npx',
      [
        'vitest',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
        ...filters,
      ],
      { env },
    );
  } catch (error) {
    crashed = error;
  }
  if (!existsSync(reportFile)) {
    return { passed: 0, failed: 1, skipped: 0, failures: [`vitest wrote no report: ${crashed?.message}`] };
  }
  const report = JSON.parse(readFileSync(reportFile, 'utf8'));
  const failures = report.testResults.flatMap((file) => {
    const broken = file.assertionResults.filter((test) => test.status === 'failed');
    // A file that fails to load has no tests; it must not pass for an empty one.
    if (file.status === 'failed' && broken.length === 0) return [file.name];
    return broken.map((test) => `${file.name}: ${test.fullName}`);
  });
  if (crashed && failures.length === 0) failures.push(`vitest: ${crashed.message}`);
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}
