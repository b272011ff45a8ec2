import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file of the given paths; folders are walked in the order of names, numbers in them counted. Skips hidden ones. */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (!(await stat(path)).isDirectory()) {
      found.push(path);
      continue;
    }
    const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
    names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    found.push(...(await findFiles(names.map((name) => join(path, name)))));
  }
  return found;
}
