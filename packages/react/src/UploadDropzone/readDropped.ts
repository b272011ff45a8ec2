/** Files that a system puts into folders for itself. */
const leftBehind = /^(\.|Thumbs\.db$|desktop\.ini$|__MACOSX$)/i;

/**
 * Everything that was dropped, with what lies in folders, in the order of the folders. What can not be read is left out: one
 * locked file shall not cost the series.
 */
export async function readDropped(transfer: Pick<DataTransfer, 'items' | 'files'>): Promise<File[]> {
  // Entries are there only until the event's handler returns; folders are read afterwards.
  const dropped = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => {
      const entry = item.webkitGetAsEntry?.();
      return entry?.isDirectory ? entry : item.getAsFile();
    })
    .filter((one) => one !== null);
  if (dropped.length === 0) return readChosen(transfer.files);
  const read = await Promise.all(
    dropped.map((one) =>
      'createReader' in one ? filesOf(one as FileSystemEntry) : readChosen([one as File]),
    ),
  );
  return read.flat();
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (leftBehind.test(entry.name)) return [];
  if (entry.isFile) {
    const file = await new Promise<File | undefined>((resolve) => {
      (entry as FileSystemFileEntry).file(resolve, () => resolve(undefined));
    });
    return file ? [file] : [];
  }
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  return (await Promise.all(children.map(filesOf))).flat();
}

/** Chromium gives at most 100 entries a call, so it is asked until there are none. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** The files of a file input, without those that a system puts into folders for itself. */
export function readChosen(files: Iterable<File>): File[] {
  return [...files].filter(({ name }) => !leftBehind.test(name));
}
