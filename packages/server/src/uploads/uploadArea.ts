import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EventEyeError } from '@eventeye/core';

/** Where bytes of pending uploads lie until they are completed, by the id of their row. */
export interface UploadArea {
  /** The folder itself, which tus writes into as well. */
  readonly directory: string;
  /**
   * Takes the whole content or nothing of it.
   *
   * @returns its SHA-256, hexadecimal. Throws UPLOAD_INCOMPLETE, UPLOAD_CHECKSUM_MISMATCH, STORAGE_FAILED.
   */
  receive(
    id: string,
    content: Readable,
    expected: { byteLength: number; sha256: string | null },
  ): Promise<string>;
  /** The content from its beginning; may be called several times. */
  read(id: string): Readable;
  /** How many bytes there are; null when there is nothing. */
  lengthOf(id: string): Promise<number | null>;
  /** SHA-256 of the content, hexadecimal. */
  sha256Of(id: string): Promise<string>;
  /** Succeeds also when there is nothing. */
  remove(id: string): Promise<void>;
  /** Every file with the id it belongs to. */
  list(): AsyncIterable<{ file: string; id: string; modifiedAt: Date }>;
  removeFile(file: string): Promise<void>;
}

/** Pending uploads below one folder of the disk, for the owner of the process alone. */
export async function openUploadArea(directory: string): Promise<UploadArea> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const locate = (id: string) => join(directory, id);
  return {
    directory,
    async receive(id, content, expected) {
      // Aside, so that two who send at once do not write into each other's file.
      const aside = `${locate(id)}.${randomUUID()}.part`;
      try {
        const sha256 = await keep(content, aside, expected);
        await rename(aside, locate(id));
        return sha256;
      } catch (error) {
        await rm(aside, { force: true });
        throw error;
      }
    },
    read: (id) => createReadStream(locate(id)),
    lengthOf: (id) =>
      stat(locate(id)).then(
        ({ size }) => size,
        () => null,
      ),
    async sha256Of(id) {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(locate(id))) hash.update(chunk as Buffer);
      return hash.digest('hex');
    },
    async remove(id) {
      await Promise.all([locate(id), `${locate(id)}.json`].map((path) => rm(path, { force: true })));
    },
    async *list() {
      for (const file of await readdir(directory)) {
        const found = await stat(join(directory, file)).catch(() => null);
        if (found) yield { file, id: file.split('.')[0]!, modifiedAt: found.mtime };
      }
    },
    removeFile: (file) => rm(join(directory, file), { force: true }),
  };
}

async function keep(
  content: Readable,
  path: string,
  { byteLength, sha256 }: { byteLength: number; sha256: string | null },
): Promise<string> {
  const hash = createHash('sha256');
  let length = 0;
  const incomplete = (cause?: unknown) =>
    new EventEyeError(
      'UPLOAD_INCOMPLETE',
      `The upload was announced with ${byteLength} bytes and came with ${length}. Send the whole file again.`,
      { cause },
    );
  try {
    await pipeline(
      content,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          length += chunk.length;
          if (length > byteLength) throw incomplete();
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600, flags: 'wx' }),
    );
  } catch (cause) {
    if (EventEyeError.is(cause)) throw cause;
    if (!(cause as NodeJS.ErrnoException).path) throw incomplete(cause);
    throw new EventEyeError(
      'STORAGE_FAILED',
      'The upload could not be kept. Check free space and rights of the data directory.',
      { cause },
    );
  }
  if (length !== byteLength) throw incomplete();
  const digest = hash.digest('hex');
  if (sha256 !== null && digest !== sha256) throw mismatch();
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return digest;
}

/** What came is not what was announced. */
export function mismatch(): EventEyeError {
  return new EventEyeError(
    'UPLOAD_CHECKSUM_MISMATCH',
    'The bytes that came do not have the announced SHA-256. Send the file again.',
  );
}
