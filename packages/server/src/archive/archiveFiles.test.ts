import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { EventEyeError } from '@eventeye/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { archiveFiles } from './archiveFiles.js';
import { archiveLimits } from './archiveLimits.js';
import { isZip } from './isZip.js';
import { makeZip } from './testing/makeZip.js';

const megabyte = 1024 * 1024;
const limits = { ...archiveLimits(4 * megabyte), maxEntries: 20, freeBytes: 64 * 1024 };
const text = (content: string) => new TextEncoder().encode(content);
const noise = (length: number) => Uint8Array.from({ length }, (_, i) => (i * i * 31 + i) >> 3);

/** Each file as its text, each failure as its code, by name. */
async function unpack(zip: Uint8Array, maxBytes = megabyte) {
  const found: [string | undefined, string][] = [];
  // In odd portions, as a network brings them.
  const portions = Array.from({ length: Math.ceil(zip.length / 1000) }, (_, i) =>
    Buffer.from(zip.subarray(i * 1000, i * 1000 + 1000)),
  );
  for await (const file of archiveFiles('study.zip', Readable.from(portions), maxBytes, limits)) {
    found.push(
      EventEyeError.is(file)
        ? [file.filename, file.code]
        : [file.filename, Buffer.from(file.bytes).toString('latin1').slice(0, 20)],
    );
  }
  return found;
}
/** Where an entry's record of the central directory begins. */
const recordOf = (zip: Buffer, name: string) => zip.lastIndexOf(name) - 46;

describe('the files of an archive', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'eventeye-test-'));
    vi.stubEnv('TMPDIR', folder);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it('come from any depth, without folders and what operating systems add', async () => {
    const zip = await makeZip(
      ['a/', 'a/b/c/IM1', '환자/IM2', '__MACOSX/a/._IM1', 'a/.DS_Store', 'a/._IM1', 'Thumbs.db', 'IM3'].map(
        (filename) => ({ filename, bytes: text(filename.endsWith('/') ? '' : 'content') }),
      ),
    );
    expect(await unpack(zip)).toEqual([
      ['a/b/c/IM1', 'content'],
      ['환자/IM2', 'content'],
      ['IM3', 'content'],
    ]);
  });

  it('are read whatever their names say, for nothing is written by name', async () => {
    const zip = await makeZip([{ filename: 'aa/aa/passwd', bytes: text('content') }]);
    const climbing = Buffer.from(zip.toString('latin1').replaceAll('aa/aa/', '../../'), 'latin1');
    expect(await unpack(climbing)).toEqual([['../../passwd', 'content']]);
  });

  it('are lost one by one: a wrong checksum, a damaged stream, an encrypted and a nested one', async () => {
    const inner = await makeZip([{ filename: 'x', bytes: text('x') }]);
    const zip = await makeZip([
      { filename: 'checksum', bytes: text('content') },
      { filename: 'secret', bytes: text('content') },
      { filename: 'inner.zip', bytes: inner },
      { filename: 'good', bytes: text('content') },
      { filename: 'damaged', bytes: noise(4000) },
    ]);
    zip[recordOf(zip, 'checksum') + 16]! ^= 1;
    zip[recordOf(zip, 'secret') + 8]! |= 1;
    zip.fill(0xff, zip.indexOf('damaged') + 60, zip.indexOf('damaged') + 100);
    expect(await unpack(zip)).toEqual([
      ['checksum', 'ARCHIVE_CORRUPT'],
      ['secret', 'ARCHIVE_ENCRYPTED'],
      ['inner.zip', 'ARCHIVE_NESTED'],
      ['good', 'content'],
      ['damaged', 'ARCHIVE_CORRUPT'],
    ]);
  });

  it('are refused where one is too large, packs too well, or states less than it holds', async () => {
    const zip = await makeZip([
      { filename: 'large', bytes: noise(3000) },
      { filename: 'blank', bytes: new Uint8Array(128 * 1024) },
      { filename: 'liar', bytes: noise(2500) },
      { filename: 'good', bytes: text('content') },
      { filename: 'ballast', bytes: noise(1500) },
    ]);
    zip.writeUInt32LE(10, recordOf(zip, 'liar') + 24);
    expect(await unpack(zip, 2000)).toEqual([
      ['large', 'IMAGE_TOO_LARGE'],
      ['blank', 'IMAGE_TOO_LARGE'],
      ['liar', 'ARCHIVE_CORRUPT'],
      ['good', 'content'],
      ['ballast', expect.any(String)],
    ]);
    expect(Object.fromEntries(await unpack(zip))).toMatchObject({
      blank: 'ARCHIVE_TOO_LARGE',
      good: 'content',
    });
  });

  it('are not begun with when the archive as a whole is a bomb', async () => {
    const blank = { bytes: new Uint8Array(64 * 1024) };
    const ratio = await makeZip(Array.from({ length: 8 }, (_, i) => ({ filename: `${i}`, ...blank })));
    const count = await makeZip(
      Array.from({ length: 21 }, (_, i) => ({ filename: `${i}`, bytes: text('') })),
    );
    const total = await makeZip([{ filename: 'total', bytes: text('content') }]);
    total.writeUInt32LE(17 * megabyte, recordOf(total, 'total') + 24);
    const overlapping = await makeZip([
      { filename: 'one', bytes: text('content') },
      { filename: 'two', bytes: text('content') },
    ]);
    overlapping.writeUInt32LE(0, recordOf(overlapping, 'two') + 42);
    const long = await makeZip([{ filename: 'long', bytes: new Uint8Array(5 * megabyte) }], false);
    for (const bomb of [ratio, count, total, long])
      expect(await unpack(bomb)).toEqual([['study.zip', 'ARCHIVE_TOO_LARGE']]);
    expect(await unpack(overlapping)).toEqual([['study.zip', 'ARCHIVE_CORRUPT']]);
  });

  it('are one error when the archive is cut anywhere, or empty', async () => {
    const zip = await makeZip([
      { filename: 'one', bytes: noise(3000) },
      { filename: 'two', bytes: noise(3000) },
    ]);
    for (let part = 1; part < 20; part++) {
      const cut = zip.subarray(0, Math.floor((zip.length * part) / 20));
      expect(await unpack(cut)).toEqual([['study.zip', 'ARCHIVE_CORRUPT']]);
    }
    expect(await unpack(await makeZip([]))).toEqual([['study.zip', 'IMAGE_EMPTY']]);
  });

  it('end in files or typed errors however the archive is damaged, and leave nothing on disk', async () => {
    const zip = await makeZip(
      Array.from({ length: 4 }, (_, i) => ({ filename: `file${i}`, bytes: noise(500 + i) })),
    );
    for (let round = 0; round < 300; round++) {
      const damaged = Buffer.from(zip);
      for (let flip = 0; flip < 3; flip++)
        damaged[(round * 7919 + flip * 104_729) % zip.length]! ^= 1 << (round % 8);
      const found = await unpack(damaged);
      expect(found.length).toBeGreaterThan(0);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are given up when nobody asks for more', async () => {
    const zip = await makeZip([
      { filename: 'one', bytes: text('content') },
      { filename: 'two', bytes: text('content') },
    ]);
    const names: string[] = [];
    for await (const file of archiveFiles('study.zip', Readable.from([zip]), megabyte, limits)) {
      names.push(file.filename ?? '');
      break;
    }
    expect(names).toEqual(['one']);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('an archive', () => {
  it('is known by its content, and a DICOM file with a misleading preamble is none', async () => {
    const zip = await makeZip([{ filename: 'one', bytes: text('content') }]);
    expect(isZip(zip)).toBe(true);
    expect(isZip(await makeZip([]))).toBe(true);
    const dicom = Buffer.alloc(132);
    dicom.write('PK\x03\x04', 0, 'latin1');
    dicom.write('DICM', 128, 'latin1');
    expect(isZip(dicom)).toBe(false);
    expect(isZip(text('PK'))).toBe(false);
  });
});
