import type { Readable } from 'node:stream';
import { EventEyeError } from '@eventeye/core';
import type { ByteAllowance } from './admission.js';

/** How much of a stream is read. */
export interface ReadOptions {
  maxBytes: number;
  /** Counts the bytes as they come; may refuse them. */
  allowance: ByteAllowance;
  /** The Content-Length header: what says that it is too large is not read at all. */
  declared: string | undefined;
}

/**
 * Reads a stream to its end into memory.
 *
 * @throws EventEyeError IMAGE_TOO_LARGE, the allowance's; and what the stream itself fails with.
 */
export async function readStream(stream: Readable, options: ReadOptions): Promise<Uint8Array> {
  const { maxBytes, allowance, declared } = options;
  if (Number(declared ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  // Not `for await`: leaving that early destroys a request's socket before the answer is out.
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      stream.off('data', take);
      stream.pause();
      reject(error);
    };
    const take = (chunk: Buffer) => {
      try {
        length += chunk.length;
        if (length > maxBytes) throw tooLarge(maxBytes);
        allowance.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        fail(error);
      }
    };
    if (stream.destroyed) return fail(new Error('The stream is closed.'));
    stream.on('data', take);
    stream.once('end', resolve);
    stream.once('error', fail);
    stream.once('close', () => fail(new Error('The stream closed before its end.')));
  });
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
}

/** More than this door takes. */
export function tooLarge(maxBytes: number): EventEyeError {
  const megabytes = Math.floor(maxBytes / 1024 / 1024);
  return new EventEyeError('IMAGE_TOO_LARGE', `That is more than ${megabytes} MB, the most accepted here.`);
}
