import { EventEyeError } from '@eventeye/core';
import type { Request } from 'express';
import type { ByteAllowance } from './admission.js';
import { readStream } from './readStream.js';

/**
 * The whole body of a request. A compressed one is refused: images are compressed already, and a small one could unpack
 * to any size.
 *
 * @throws EventEyeError MEDIA_TYPE_UNSUPPORTED, IMAGE_TOO_LARGE, and the allowance's.
 */
export function readBody(request: Request, maxBytes: number, allowance: ByteAllowance): Promise<Uint8Array> {
  const { 'content-encoding': encoding, 'content-length': declared } = request.headers;
  if (encoding !== undefined && encoding !== 'identity') {
    throw new EventEyeError('MEDIA_TYPE_UNSUPPORTED', 'Send the body without a content encoding.');
  }
  return readStream(request, { maxBytes, allowance, declared });
}
