import { describe, expect, it } from 'vitest';
import { readChosen, readDropped } from './readDropped.js';

type Entry = FileSystemEntry;
const file = (name: string, isReadable = true) =>
  ({
    name,
    fullPath: `/${name}`,
    isFile: true,
    isDirectory: false,
    file: (ok: (file: File) => void, fail: () => void) => (isReadable ? ok(new File(['x'], name)) : fail()),
  }) as unknown as Entry;
/** Gives a hundred entries at a time, as Chromium does. */
const folder = (name: string, children: Entry[]) =>
  ({
    name,
    fullPath: `/${name}`,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      const left = [...children];
      return { readEntries: (ok: (some: Entry[]) => void) => ok(left.splice(0, 100)) };
    },
  }) as unknown as Entry;
const dropped = (...entries: Entry[]) =>
  ({
    items: entries.map((entry) => ({
      kind: 'file',
      webkitGetAsEntry: () => entry,
      getAsFile: () => new File(['x'], entry.name),
    })),
    files: [],
  }) as unknown as DataTransfer;
const namesOf = async (transfer: DataTransfer) => (await readDropped(transfer)).map(({ name }) => name);

describe('what is dropped', () => {
  it('is every file of a folder, however many and however deep', async () => {
    const series = Array.from({ length: 160 }, (_, i) => file(`${i}.dcm`));
    const study = folder('study', [folder('post1', series), folder('pre', [file('a.dcm')])]);
    const names = await namesOf(dropped(study, file('b.dcm')));
    expect(names).toHaveLength(162);
    expect(names.slice(158)).toEqual(['158.dcm', '159.dcm', 'a.dcm', 'b.dcm']);
  });

  it('is the rest of a folder when one file can not be read', async () => {
    expect(await namesOf(dropped(folder('s', [file('1.dcm'), file('2.dcm', false), file('3.dcm')])))).toEqual(
      ['1.dcm', '3.dcm'],
    );
  });

  it('leaves out what systems put into folders', async () => {
    const names = ['.DS_Store', 'Thumbs.db', 'IM0001'];
    expect(
      await namesOf(
        dropped(
          folder(
            's',
            names.map((name) => file(name)),
          ),
        ),
      ),
    ).toEqual(['IM0001']);
    expect(readChosen(names.map((name) => new File([], name))).map(({ name }) => name)).toEqual(['IM0001']);
  });

  it('is the plain list of files where a browser knows no entries', async () => {
    const files = [new File([], 'a.dcm')];
    expect(await readDropped({ items: [], files } as unknown as DataTransfer)).toEqual(files);
  });
});
