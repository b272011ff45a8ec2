import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { EventEyeError } from '@eventeye/core';
import { Unpack } from 'tar';

const limits = { entries: 32, bytes: 2 * 1024 ** 3 };

/**
 * Unpacks a model archive (`.tar.gz` or `.tar`) into a folder: plain files at its top, nothing else.
 *
 * @throws EventEyeError MODEL_ARCHIVE_INVALID.
 */
export async function unpackArchive(archive: string, folder: string): Promise<void> {
  let entries = 0;
  let bytes = 0;
  let fault: string | undefined;
  const unpack = new Unpack({
    cwd: folder,
    strict: true,
    preserveOwner: false,
    noMtime: true,
    filter: (path, entry) => {
      const type = 'type' in entry ? entry.type : undefined;
      const name = path.replace(/^\.\//, '');
      if (type === 'Directory' && (name === '' || name === '.')) return false;
      entries += 1;
      bytes += entry.size;
      if (type !== 'File') fault ??= `holds ${name || path}, which is no plain file`;
      else if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) fault ??= 'holds a file outside its folder';
      else if (entries > limits.entries || bytes > limits.bytes) fault ??= 'is larger than a model can be';
      return fault === undefined;
    },
  });
  const invalid = (what: string, cause?: unknown) =>
    new EventEyeError('MODEL_ARCHIVE_INVALID', `The archive ${what}. Pack the model again.`, { cause });
  try {
    await pipeline(createReadStream(archive), unpack);
  } catch (cause) {
    throw invalid(fault ?? 'can not be unpacked', cause);
  }
  if (fault) throw invalid(fault);
  if (entries === 0) throw invalid('is empty');
}
