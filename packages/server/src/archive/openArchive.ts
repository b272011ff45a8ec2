import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { corrupt, tooLarge } from './archiveError.js';
import type { ArchiveLimits } from './archiveLimits.js';
import { entryName, isSystemEntry } from './entryName.js';

/** One file in an archive. */
export interface ArchiveEntry {
  name: string;
  entry: Entry;
}

/** An archive whose directory was read and found within the limits. */
export interface OpenArchive {
  zip: ZipFile;
  /** The files, without folders and what operating systems add. */
  entries: ArchiveEntry[];
}

/** A local file header without its name (APPNOTE 4.3.7). */
const localHeaderBytes = 30;

/**
 * Opens an archive on disk and reads its central directory, nothing else. Whoever opens it closes `zip`.
 *
 * @param filename the name of the archive, for errors.
 * @throws EventEyeError ARCHIVE_CORRUPT, ARCHIVE_TOO_LARGE.
 */
export async function openArchive(
  path: string,
  filename: string,
  archiveBytes: number,
  limits: ArchiveLimits,
): Promise<OpenArchive> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { lazyEntries: true, decodeStrings: false, autoClose: false });
  } catch (cause) {
    throw corrupt(filename, cause);
  }
  try {
    return {
      zip,
      entries: check(await readDirectory(zip, filename, limits), filename, archiveBytes, limits),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readDirectory(
  zip: ZipFile,
  filename: string,
  { maxEntries }: ArchiveLimits,
): Promise<Entry[]> {
  const tooMany = () => tooLarge(filename, `The archive holds more than ${maxEntries} entries.`);
  if (zip.entryCount > maxEntries) throw tooMany();
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (cause) {
    throw corrupt(filename, cause);
  }
  return entries;
}

function check(
  entries: Entry[],
  filename: string,
  archiveBytes: number,
  { maxUnpackedBytes, maxRatio, freeBytes }: ArchiveLimits,
): ArchiveEntry[] {
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (unpacked > maxUnpackedBytes)
    throw tooLarge(filename, `The files in the archive are larger than ${maxUnpackedBytes} bytes together.`);
  if (unpacked > freeBytes && unpacked > maxRatio * archiveBytes)
    throw tooLarge(filename, `The archive unpacks to more than ${maxRatio} times its size.`);
  // Entries that share bytes make a small archive large: the bomb that no ratio of single entries shows.
  let end = 0;
  for (const entry of entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )) {
    if (entry.relativeOffsetOfLocalHeader < end) throw corrupt(filename);
    end =
      entry.relativeOffsetOfLocalHeader + localHeaderBytes + entry.fileNameRaw.length + entry.compressedSize;
  }
  return entries
    .map((entry) => ({ name: entryName(entry), entry }))
    .filter(({ name }) => !isSystemEntry(name));
}
