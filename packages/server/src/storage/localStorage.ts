import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import type { FileStorage } from '../services.js';

/** Files below one folder of the local disk. A file is whole or absent: written aside, flushed, then renamed. */
export function localStorage(root: string): FileStorage {
  const base = resolve(root);
  const locate = (path: string) => {
    const full = resolve(base, path);
    if (!full.startsWith(base + sep))
      throw new EventEyeError('STORAGE_FAILED', 'A stored path leads out of the store.');
    return full;
  };
  return {
    async write(path, bytes) {
      const full = locate(path);
      const aside = `${full}.${randomUUID()}.part`;
      try {
        await mkdir(dirname(full), { recursive: true });
        const file = await open(aside, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(aside, full);
      } catch (cause) {
        await rm(aside, { force: true }).catch(() => {});
        throw new EventEyeError(
          'STORAGE_FAILED',
          'The file could not be stored. Check free space and rights of the data directory.',
          { cause },
        );
      }
    },
    async read(path) {
      try {
        return new Uint8Array(await readFile(locate(path)));
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
          throw new EventEyeError('NOT_FOUND', 'The stored file is not there any more.', { cause });
        throw new EventEyeError(
          'STORAGE_FAILED',
          'The stored file could not be read. Check the data directory.',
          { cause },
        );
      }
    },
    async delete(path) {
      await rm(locate(path), { force: true });
    },
    exists: (path) =>
      access(locate(path)).then(
        () => true,
        () => false,
      ),
    async *list(prefix) {
      const entries = await readdir(locate(prefix), { recursive: true, withFileTypes: true }).catch(() => []);
      for (const entry of entries) {
        if (!entry.isFile()) continue;
        const full = join(entry.parentPath, entry.name);
        const { mtime } = await stat(full).catch(() => ({ mtime: new Date() }));
        yield { path: relative(base, full).split(sep).join('/'), modifiedAt: mtime };
      }
    },
  };
}
