import type { Readable } from 'node:stream';
import { detectImageKind, EventEyeError } from '@eventeye/core';
import type { ServerConfig } from '../config.js';
import { readUpload, type UploadedFile } from '../image/readUpload.js';
import { corrupt } from './archiveError.js';
import { archiveFiles, type ReceivedFile } from './archiveFiles.js';
import { archiveLimits } from './archiveLimits.js';
import { headBytes, isZip } from './isZip.js';

/** The files of one upload: itself, or those of the zip archive that it is. Failures come as values. */
export async function* receiveUpload(
  upload: Promise<UploadedFile>,
  { limits, maxArchiveBytes }: Pick<ServerConfig, 'limits' | 'maxArchiveBytes'>,
): AsyncGenerator<ReceivedFile> {
  try {
    const file = await upload;
    // The file lies on disk; there are as many streams of it as are asked for.
    const isArchive = isZip(await readHead(file.createReadStream()));
    if (isArchive) {
      const limited = archiveLimits(maxArchiveBytes);
      yield* archiveFiles(file.filename, file.createReadStream(), limits.maxBytes, limited);
      return;
    }
    const read = await readUpload(upload, limits.maxBytes);
    if (/\.zip$/i.test(file.filename) && detectImageKind(read.bytes) === null) throw corrupt(file.filename);
    yield read;
  } catch (error) {
    if (!EventEyeError.is(error)) throw error;
    yield error;
  }
}

/** The first bytes; fewer where the connection broke, which reading the whole reports. */
async function readHead(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= headBytes) break;
    }
  } catch {
    return Buffer.concat(chunks);
  }
  return Buffer.concat(chunks);
}
