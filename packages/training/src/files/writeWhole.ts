import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Writes beside the file and renames, so that an interruption or a full disk leaves the former file whole. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const partial = `${file}.partial`;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  try {
    const handle = openSync(partial, 'w');
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    rmSync(partial, { force: true });
    throw new Error(
      `${file} can not be written (${(cause as Error).message}). Make room and run the same command again; what was done is kept.`,
      { cause },
    );
  }
  renameSync(partial, file);
}
