import { crc32 } from 'node:zlib';
import { EventEyeError } from '@eventeye/core';
import type { ZipFile } from 'yauzl';
import { corrupt, encrypted, nested, tooLarge } from './archiveError.js';
import type { ArchiveLimits } from './archiveLimits.js';
import { headBytes, isZip } from './isZip.js';
import type { ArchiveEntry } from './openArchive.js';

/**
 * The whole of one file of an archive, with its checksum compared.
 *
 * @param maxBytes of one file.
 * @throws EventEyeError with the entry's name: ARCHIVE_CORRUPT, ARCHIVE_ENCRYPTED, ARCHIVE_NESTED, ARCHIVE_TOO_LARGE,
 * IMAGE_TOO_LARGE.
 */
export async function readEntry(
  zip: ZipFile,
  { name, entry }: ArchiveEntry,
  maxBytes: number,
  { maxRatio, freeBytes }: ArchiveLimits,
): Promise<{ filename: string; bytes: Uint8Array }> {
  if (entry.isEncrypted()) throw encrypted(name);
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > maxBytes) {
    throw new EventEyeError(
      'IMAGE_TOO_LARGE',
      `The file is larger than ${maxBytes} bytes. Send a smaller one.`,
      {
        filename: name,
      },
    );
  }
  if (uncompressedSize > freeBytes && uncompressedSize > maxRatio * compressedSize)
    throw tooLarge(name, `The file unpacks to more than ${maxRatio} times its size.`);
  const chunks: Buffer[] = [];
  let checksum = 0;
  try {
    // yauzl ends the stream with an error as soon as it gives more than the directory states.
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      checksum = crc32(chunk as Buffer, checksum);
      chunks.push(chunk as Buffer);
    }
  } catch (cause) {
    throw corrupt(name, cause);
  }
  if (checksum !== entry.crc32) throw corrupt(name);
  const bytes = Buffer.concat(chunks);
  if (isZip(bytes.subarray(0, headBytes))) throw nested(name);
  return { filename: name, bytes };
}
