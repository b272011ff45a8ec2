import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether the peers of Debian's dcmtk and dicom3tools are there. */
export const hasDicomTools = !spawnSync('dcmdump', ['--version']).error && !spawnSync('dciodvfy').error;

/** What dcmdump says against a file; empty when it reads it whole. */
export function dumpFaults(bytes: Uint8Array): string {
  return withFile(bytes, (path) => {
    const { status, stderr } = spawnSync('dcmdump', ['-q', path], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    return status === 0 ? stderr : `exit ${status} ${stderr}`;
  });
}

/** Errors of dciodvfy, sorted; UIDs and values in brackets left out, so that two files can be compared. */
export function validationErrors(bytes: Uint8Array): string[] {
  return withFile(bytes, (path) => {
    const { stdout, stderr } = spawnSync('dciodvfy', [path], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    return `${stdout}${stderr}`
      .split('\n')
      .filter((line) => line.startsWith('Error'))
      .map((line) => line.replace(/<[^>]*>/g, '<>').replace(/UID [0-9.]+$/, 'UID'))
      .sort();
  });
}

function withFile<Result>(bytes: Uint8Array, use: (path: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-deidentify-'));
  try {
    const path = join(folder, 'instance.dcm');
    writeFileSync(path, bytes);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
