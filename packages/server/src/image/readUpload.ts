import type { Readable } from 'node:stream';
import { EventEyeError } from '@eventeye/core';

/** A file that a client has sent, on disk; graphql-upload's FileUpload is one. */
export interface UploadedFile {
  filename: string;
  /** The content from its beginning; may be called several times. */
  createReadStream(): Readable;
}

/**
 * The whole of an uploaded file. It lies on disk until then, so only one portion is in memory.
 * Throws IMAGE_TOO_LARGE, or IMAGE_CORRUPT when the connection broke; both with `filename`.
 */
export async function readUpload(
  upload: Promise<UploadedFile>,
  maxBytes: number,
): Promise<{ filename: string; bytes: Uint8Array }> {
  const file = await upload;
  const { filename } = file;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of file.createReadStream()) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(filename, maxBytes);
      chunks.push(chunk as Buffer);
    }
  } catch (cause) {
    if (EventEyeError.is(cause)) throw cause;
    // graphql-upload ends the stream of a file beyond its limit with an HTTP error of this status.
    if ((cause as { status?: number }).status === 413) throw tooLarge(filename, maxBytes);
    throw new EventEyeError('IMAGE_CORRUPT', 'The file did not arrive whole. Send it again.', {
      filename,
      cause,
    });
  }
  return { filename, bytes: Buffer.concat(chunks, length) };
}

function tooLarge(filename: string, maxBytes: number): EventEyeError {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return new EventEyeError(
    'IMAGE_TOO_LARGE',
    `The file is larger than ${megabytes} MB, the most accepted here.`,
    {
      filename,
    },
  );
}
