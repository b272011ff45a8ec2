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
    const file = await upload.catch(malformed);
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
    // A form that can not be read is no fault of one file.
    if (!EventEyeError.is(error) || error.code === 'VALIDATION_FAILED') throw error;
    yield error;
  }
}

/** What keeps a file from being found in a form is the form: busboy and graphql-upload say so in errors of several kinds. */
function malformed(cause: unknown): never {
  if (EventEyeError.is(cause)) throw cause;
  const sentence = 'The form can not be read: a file is missing or its header is malformed. Send it anew.';
  throw new EventEyeError('VALIDATION_FAILED', sentence, { path: ['input', 'files'], cause });
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
