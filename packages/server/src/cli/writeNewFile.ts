import { open, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EventEyeError } from '@eventeye/core';

/**
 * Writes a stream into a file that is new and that its owner alone can read. The file is opened first, so that the source is not
 * asked for what could not be kept; a failure leaves no file.
 *
 * @throws EventEyeError CONFLICT where there is a file already, STORAGE_FAILED, and what the source throws.
 */
export async function writeNewFile(file: string, source: () => Promise<Readable>): Promise<void> {
  const target = await open(file, 'wx', 0o600).catch(refuse);
  try {
    await pipeline(await source(), target.createWriteStream({ flush: true }));
  } catch (error) {
    await target.close().catch(() => {});
    await rm(file, { force: true });
    refuse(error);
  }
}

function refuse(cause: unknown): never {
  const { code, syscall } = cause as NodeJS.ErrnoException;
  if (code === 'EEXIST')
    throw new EventEyeError('CONFLICT', 'The file exists already. Choose another, or remove it.', { cause });
  if (syscall)
    throw new EventEyeError(
      'STORAGE_FAILED',
      `The file can not be written: ${code}. Check its folder, its rights and the free space.`,
      { cause },
    );
  throw cause;
}
