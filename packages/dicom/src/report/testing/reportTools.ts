import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's Python, which pydicom is installed for. */
const python = '/usr/bin/python3';

/** Whether dsrdump and pydicom are there, beside what `hasDicomTools` says. */
export const hasReportTools =
  !spawnSync('dsrdump', ['--version']).error && spawnSync(python, ['-c', 'import pydicom']).status === 0;

/** A report as dsrdump reads it, one content item a line, codes and long values in full; throws where it refuses. */
export function reportText(bytes: Uint8Array): string {
  return run('dsrdump', ['+Pl', '+Pc'], bytes);
}

/** What an expression of Python says of the file, which is `d`, read by pydicom with its pixels where it has some. */
export function pydicomSays(bytes: Uint8Array, expression: string): string {
  const script = `import sys, pydicom\nd = pydicom.dcmread(sys.argv[1])\nprint(${expression})`;
  return run(python, ['-c', script], bytes).trim();
}

function run(command: string, args: string[], bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-report-'));
  try {
    const path = join(folder, 'instance.dcm');
    writeFileSync(path, bytes);
    const { status, stdout, stderr } = spawnSync(command, [...args, path], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    });
    if (status !== 0) throw new Error(`${command}: exit ${status} ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
