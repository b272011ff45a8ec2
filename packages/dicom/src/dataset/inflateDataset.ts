import { inflateRawSync } from 'node:zlib';
import { EventEyeError } from '@eventeye/core';

/**
 * Inflates the data set of a Deflated Explicit VR Little Endian file (PS3.5 A.5).
 *
 * @param position where the data set begins.
 * @returns the file with its header as it was and the data set inflated.
 * @throws EventEyeError IMAGE_TOO_LARGE beyond the limit, DICOM_TRUNCATED when the stream is damaged or cut off.
 */
export function inflateDataset(all: Uint8Array, position: number, maxBytes: number): Uint8Array {
  let data: Buffer;
  try {
    data = inflateRawSync(all.subarray(position), { maxOutputLength: maxBytes });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new EventEyeError(
        'IMAGE_TOO_LARGE',
        'The deflated DICOM data set grows beyond the limit. Send it uncompressed, in smaller parts.',
        { cause },
      );
    }
    throw new EventEyeError(
      'DICOM_TRUNCATED',
      'The deflated DICOM data set is damaged or cut off. Send the file again.',
      { cause },
    );
  }
  const out = new Uint8Array(position + data.length);
  out.set(all.subarray(0, position));
  out.set(data, position);
  return out;
}
