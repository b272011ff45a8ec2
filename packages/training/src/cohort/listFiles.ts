import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files at any depth of a folder, relative and sorted, with forward slashes; hidden ones and DICOMDIR are left out. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !/(^|\/)(\.|DICOMDIR$)/.test(name) && statSync(join(folder, name)).isFile())
    .sort();
}
