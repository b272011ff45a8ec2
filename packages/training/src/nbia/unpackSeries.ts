import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** An archive of a series holds no more than this; more is no series. */
const limits = { files: 20_000, bytes: 32 * 1024 ** 3 };

/**
 * Unpacks the archive of a series into a folder and verifies the checksums that came with it.
 *
 * @param imageCount how many images the archive said the series has.
 * @returns the number of DICOM files.
 * @throws Error when an entry lies outside the folder, a checksum differs, a file is missing or the archive is too large.
 */
export async function unpackSeries(
  archive: string,
  folder: string,
  imageCount: number | undefined,
): Promise<number> {
  const zip = await openPromise(archive, { lazyEntries: true, validateEntrySizes: true });
  const actual = new Map<string, string>();
  let expected: Map<string, string> | undefined;
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(entry.fileName))
        throw new Error('its archive holds a file outside its folder');
      bytes += entry.uncompressedSize;
      if (actual.size >= limits.files || bytes > limits.bytes) throw new Error('its archive is too large');
      if (/md5/i.test(entry.fileName) && entry.fileName.endsWith('.csv'))
        expected = readChecksums(await readText(zip, entry));
      else if (entry.fileName.toLowerCase().endsWith('.dcm'))
        actual.set(entry.fileName, await extract(zip, entry, join(folder, entry.fileName)));
    }
  } finally {
    zip.close();
  }
  // A list that names some files only would let the others pass unverified.
  const unlisted = expected && [...actual.keys()].find((name) => !expected.has(name));
  if (unlisted !== undefined) throw new Error(`its file ${unlisted} has no checksum`);
  for (const [name, md5] of expected ?? []) {
    if (!actual.has(name)) throw new Error(`its file ${name} is missing`);
    if (actual.get(name) !== md5) throw new Error(`its file ${name} has another checksum`);
  }
  if (actual.size === 0 || (imageCount !== undefined && actual.size < imageCount))
    throw new Error(`it has ${actual.size} files instead of ${imageCount ?? 'some'}`);
  return actual.size;
}

async function extract(zip: ZipFile, entry: Entry, file: string): Promise<string> {
  const hash = createHash('md5');
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(await zip.openReadStreamPromise(entry), tap, createWriteStream(file));
  return hash.digest('hex');
}

async function readText(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > 64 * 1024 ** 2) throw new Error('its list of checksums is too large');
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** One file a line, in whichever column its name and its checksum stand. */
function readChecksums(text: string): Map<string, string> {
  const checksums = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const cells = line.split(',').map((cell) => cell.trim().replaceAll('"', ''));
    const name = cells.find((cell) => cell.toLowerCase().endsWith('.dcm'));
    const md5 = cells.find((cell) => /^[0-9a-fA-F]{32}$/.test(cell));
    if (name && md5) checksums.set(name, md5.toLowerCase());
  }
  return checksums;
}
