import { readFile, rename, writeFile } from 'node:fs/promises';
import type { ResumeStore } from '../upload/resumeStore.js';

/**
 * Remembers resumable uploads in a file, so that a program that was stopped goes on where it was. One process at a time.
 *
 * @example
 * await client.uploadMedicalImages(files, { transport: 'resumable', resumeStore: fileResumeStore('.eventeye-uploads.json') });
 */
export function fileResumeStore(path: string): ResumeStore {
  let last: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<Record<string, string>> => {
    const text = await readFile(path, 'utf8').catch((error: { code?: string }) => {
      if (error.code === 'ENOENT') return '{}';
      throw error;
    });
    return JSON.parse(text) as Record<string, string>;
  };
  /** One change after the other, each whole: a program that is stopped while writing leaves the file before. */
  const change = (edit: (entries: Record<string, string>) => void): Promise<void> => {
    const changed = last.then(async () => {
      const entries = await read();
      edit(entries);
      await writeFile(`${path}.new`, JSON.stringify(entries, null, 2), { mode: 0o600 });
      await rename(`${path}.new`, path);
    });
    last = changed.catch(() => {});
    return changed;
  };
  return {
    get: async (key) => {
      await last;
      return (await read())[key];
    },
    set: (key, value) =>
      change((entries) => {
        entries[key] = value;
      }),
    remove: (key) =>
      change((entries) => {
        delete entries[key];
      }),
  };
}
