import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EventEyeError } from '@eventeye/core';
import { corrupt, tooLarge } from './archiveError.js';
import type { ArchiveLimits } from './archiveLimits.js';
import { openArchive } from './openArchive.js';
import { readEntry } from './readEntry.js';

/** A file of an upload, or why it could not be read. */
export type ReceivedFile = { filename: string; bytes: Uint8Array } | EventEyeError;

/**
 * The files of an uploaded archive, one at a time: a zip is read from its end, so it lies in a private folder meanwhile,
 * and one file of it in memory. A bad file costs none of the others; a bad archive is one error.
 *
 * @param maxBytes of one file in it.
 */
export async function* archiveFiles(
  filename: string,
  content: Readable,
  maxBytes: number,
  limits: ArchiveLimits,
): AsyncGenerator<ReceivedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'eventeye-archive-'));
  try {
    const path = join(folder, 'archive.zip');
    const length = await keep(filename, content, path, limits);
    const { zip, entries } = await openArchive(path, filename, length, limits);
    try {
      if (entries.length === 0) {
        throw new EventEyeError('IMAGE_EMPTY', 'The archive holds no files. Send one with images.', {
          filename,
        });
      }
      for (const entry of entries) yield await settled(readEntry(zip, entry, maxBytes, limits));
    } finally {
      zip.close();
    }
  } catch (error) {
    if (!EventEyeError.is(error)) throw error;
    yield error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function settled(file: Promise<ReceivedFile>): Promise<ReceivedFile> {
  try {
    return await file;
  } catch (error) {
    if (!EventEyeError.is(error)) throw error;
    return error;
  }
}

/** Writes the archive to disk, for its owner alone. Returns its length. */
async function keep(
  filename: string,
  content: Readable,
  path: string,
  { maxBytes }: ArchiveLimits,
): Promise<number> {
  let length = 0;
  const beyond = () => tooLarge(filename, `The archive is larger than ${maxBytes} bytes.`);
  try {
    await pipeline(
      content,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          length += chunk.length;
          if (length > maxBytes) throw beyond();
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    );
  } catch (cause) {
    if (EventEyeError.is(cause)) throw cause;
    if ((cause as { status?: number }).status === 413) throw beyond();
    // A full disk is no fault of the archive.
    if ((cause as NodeJS.ErrnoException).syscall) throw cause;
    throw corrupt(filename, cause);
  }
  return length;
}
