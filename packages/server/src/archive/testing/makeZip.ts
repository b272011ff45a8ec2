import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A zip archive of the given entries, in their order; a name that ends in `/` is a folder. */
export async function makeZip(
  entries: readonly { filename: string; bytes: Uint8Array }[],
  compress = true,
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { filename, bytes } of entries) {
    if (filename.endsWith('/')) zip.addEmptyDirectory(filename);
    else zip.addBuffer(Buffer.from(bytes), filename, { compress });
  }
  zip.end();
  return buffer(zip.outputStream);
}
