import { type Entry, getFileNameLowLevel } from 'yauzl';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const systemFile = /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini)$/i;

/**
 * The name of an entry as people read it. It is shown and kept as a word, never used as a path. macOS writes UTF-8 without
 * the flag that says so; what is no UTF-8 is CP437 (APPNOTE D.1).
 */
export function entryName(entry: Entry): string {
  // Entries are read with raw names: yauzl would refuse a whole archive for one name that climbs out of it.
  const raw = entry.fileNameRaw;
  let name: string;
  try {
    name = utf8.decode(raw);
  } catch {
    name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a log or a terminal.
  return name.replace(/[\u0000-\u001f\u007f]/g, '').slice(-255);
}

/** Folders, and what operating systems leave beside files: nobody chose to send them. */
export function isSystemEntry(name: string): boolean {
  const parts = name.split(/[/\\]/);
  return name.endsWith('/') || parts.includes('__MACOSX') || systemFile.test(parts.at(-1)!);
}
