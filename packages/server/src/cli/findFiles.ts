import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';

/**
 * All files that the paths name, folders walked depth first by name, hidden entries left out.
 * Throws NOT_FOUND for a path that does not exist, and when there is no file at all.
 */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch((cause: unknown) => {
      throw new EventEyeError('NOT_FOUND', `There is no file or folder ${path}. Check the path.`, { cause });
    });
    if (found.isDirectory()) await walk(path, files);
    else files.push(path);
  }
  if (files.length === 0) throw new EventEyeError('NOT_FOUND', 'There is no file in what was named.');
  return files;
}

async function walk(folder: string, files: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await walk(path, files);
    else if (entry.isFile()) files.push(path);
  }
}
