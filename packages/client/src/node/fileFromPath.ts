import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { EventEyeError } from '@eventeye/core';
import type { UploadSource } from '../upload/uploadSource.js';

/**
 * A file on disk, read while it is sent and never held whole. Throws NOT_FOUND when there is none.
 *
 * Not `fs.openAsBlob`, which Node 20 marks as experimental.
 */
export async function fileFromPath(path: string): Promise<UploadSource> {
  const { size, mtimeMs } = await stat(path).catch((cause) => {
    throw new EventEyeError('NOT_FOUND', `There is no file ${path}. Check the path.`, { cause });
  });
  const stream = () => Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>;
  return { filename: basename(path), size, stream, lastModified: Math.round(mtimeMs) };
}
