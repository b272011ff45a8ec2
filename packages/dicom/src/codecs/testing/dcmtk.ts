import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether dcmtk's encoders are there (Debian: dcmtk). */
export const hasDcmtk = !spawnSync('dcmcjpeg', ['--version']).error;

/** Passes a file through one of dcmtk's encoders. */
export function encodeByDcmtk(tool: string, options: string[], file: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-dcmtk-'));
  try {
    const [from, to] = [join(folder, 'from.dcm'), join(folder, 'to.dcm')];
    writeFileSync(from, file);
    const { status, stderr } = spawnSync(tool, [...options, from, to], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${tool}: ${stderr}`);
    return new Uint8Array(readFileSync(to));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
