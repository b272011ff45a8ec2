import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import { describe, expect, it } from 'vitest';
import { type InstanceElements, writeInstance } from '../write/writeInstance.js';
import { describeInstance } from './describeInstance.js';
import type { DicomLimits } from './limits.js';
import { readDataset } from './readDataset.js';

const join = (...parts: (Uint8Array | readonly number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Uint8Array.from(part))));
const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const u16 = (value: number, big = false) => (big ? [value >> 8, value & 255] : [value & 255, value >> 8]);
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];
const tagOf = (tag: number, big = false) => [...u16(tag >>> 16, big), ...u16(tag & 0xffff, big)];

/** One element in Explicit VR with a 16-bit length. */
const short = (tag: number, vr: string, value: Uint8Array | readonly number[], big = false) =>
  join(tagOf(tag, big), ascii(vr), u16(value.length, big), value);
/** One element in Explicit VR with a 32-bit length. */
const long = (tag: number, vr: string, value: Uint8Array, length = value.length) =>
  join(tagOf(tag), ascii(vr), [0, 0], u32(length), value);
/** One element in Implicit VR. */
const bare = (tag: number, value: Uint8Array, length = value.length) => join(tagOf(tag), u32(length), value);
const item = (value: Uint8Array) => bare(0xfffee000, value);
const openItem = (value: Uint8Array) =>
  join(bare(0xfffee000, value, 0xffffffff), bare(0xfffee00d, ascii('')));
const sequenceEnd = bare(0xfffee0dd, ascii(''));

const modality = short(0x00080060, 'CS', ascii('MR'));
const patientId = short(0x00100020, 'LO', ascii('P1'));
const rows = short(0x00280010, 'US', u16(7));
const codeOf = (bytes: Uint8Array, limits?: Partial<DicomLimits>) => {
  try {
    readDataset(bytes, limits);
    return 'read';
  } catch (error) {
    return EventEyeError.is(error) ? error.code : String(error);
  }
};
const instance = (elements: InstanceElements = {}) =>
  writeInstance({ elements: { SOPClassUID: '1.2', SOPInstanceUID: '2.25.1', ...elements } });

describe('a file without a whole header', () => {
  it('is read in each syntax that its first element shows', () => {
    const files = {
      '1.2.840.10008.1.2.1': join(modality, patientId, rows),
      '1.2.840.10008.1.2': join(
        bare(0x00080060, ascii('MR')),
        bare(0x00100020, ascii('P1')),
        bare(0x00280010, Uint8Array.from(u16(7))),
      ),
      '1.2.840.10008.1.2.2': join(
        short(0x00080060, 'CS', ascii('MR'), true),
        short(0x00100020, 'LO', ascii('P1'), true),
        short(0x00280010, 'US', u16(7, true), true),
      ),
    };
    for (const [uid, bytes] of Object.entries(files)) {
      expect(describeInstance(readDataset(bytes))).toMatchObject({
        transferSyntaxUid: uid,
        modality: 'MR',
        patientId: 'P1',
        rows: 7,
      });
    }
  });

  it('is read when only the preamble is lost', () => {
    const whole = instance({ Modality: 'MR' });
    expect(describeInstance(readDataset(whole.slice(132)))).toEqual(describeInstance(readDataset(whole)));
  });

  it('is read by its content when the header names another uncompressed syntax', () => {
    const meta = join(
      new Uint8Array(128),
      ascii('DICM'),
      short(0x00020010, 'UI', ascii('1.2.840.10008.1.2.1\0')),
    );
    const dataset = readDataset(join(meta, bare(0x00080060, ascii('MR'))));
    expect([dataset.transferSyntax.uid, dataset.string('x00080060')]).toEqual(['1.2.840.10008.1.2', 'MR']);
  });

  it('is refused when it is something else', () => {
    for (const bytes of ['', 'MR', 'This is no DICOM, and long enough to be one.', '\x08\0'])
      expect(codeOf(ascii(bytes))).toBe('DICOM_INVALID');
  });
});

describe('elements that are odd', () => {
  it('of private sequences with undefined length and VR UN are read as implicit, sequences within too', () => {
    const inner = join(
      bare(0x00091002, join(openItem(bare(0x00091003, ascii('ab')))), 0xffffffff),
      sequenceEnd,
    );
    const content = join(openItem(join(inner, bare(0x00091004, ascii('cd')))), sequenceEnd);
    const dataset = readDataset(join(modality, long(0x00091001, 'UN', content, 0xffffffff), patientId));
    const first = dataset.item('x00091001');
    expect(first?.item('x00091002')?.string('x00091003')).toBe('ab');
    expect(first?.string('x00091004')).toBe('cd');
    expect(dataset.string('x00100020')).toBe('P1');
  });

  it('of UN and undefined length are read as explicit where a writer left them so', () => {
    const content = join(item(short(0x00091003, 'LO', ascii('ab'))), sequenceEnd);
    const dataset = readDataset(join(modality, long(0x00091001, 'UN', content, 0xffffffff), patientId));
    expect(dataset.item('x00091001')?.string('x00091003')).toBe('ab');
    expect(dataset.string('x00100020')).toBe('P1');
  });

  it('with the VRs of later editions and with invented ones do not shift what follows', () => {
    for (const strange of [
      long(0x00091001, 'OV', new Uint8Array(16)),
      long(0x00091001, 'ZZ', ascii('abcd')),
      short(0x00091001, 'ZZ', ascii('abcd')),
      bare(0x00091001, ascii('abcd')),
    ])
      expect(readDataset(join(modality, strange, patientId)).string('x00100020')).toBe('P1');
  });

  it('with an odd length are read whether or not a pad byte follows', () => {
    const odd = short(0x00100010, 'PN', ascii('Kim'));
    for (const pad of [[], [0x20]]) {
      const dataset = readDataset(join(modality, odd, pad, patientId));
      expect([dataset.text('x00100010'), dataset.string('x00100020')]).toEqual(['Kim', 'P1']);
    }
  });

  it('of the wrong numeric VR keep their value', () => {
    for (const element of [
      short(0x00280010, 'UL', u32(7)),
      short(0x00280010, 'SS', u16(7)),
      short(0x00280010, 'IS', ascii('7 ')),
    ])
      expect(readDataset(join(modality, element)).uint16('x00280010')).toBe(7);
  });

  it('at the end are padding, group lengths and superfluous delimiters', () => {
    const dataset = readDataset(
      join(
        short(0x00080000, 'UL', u32(10)),
        modality,
        long(0x00081140, 'SQ', item(short(0x00081155, 'UI', ascii('1.2\0')))),
        sequenceEnd,
        patientId,
        long(0xfffcfffc, 'OB', new Uint8Array(3)),
        new Uint8Array(33),
      ),
    );
    expect(dataset.item('x00081140')?.string('x00081155')).toBe('1.2');
    expect(dataset.string('x00100020')).toBe('P1');
  });

  it('and doubled count once when equal, and are refused where two values leave no safe choice', () => {
    expect(readDataset(join(modality, patientId, patientId)).string('x00100020')).toBe('P1');
    expect(codeOf(join(modality, patientId, short(0x00100020, 'LO', ascii('P2'))))).toBe('DICOM_INVALID');
    const twice = join(modality, short(0x00080060, 'CS', ascii('CT')));
    expect(readDataset(twice).string('x00080060')).toBe('MR');
  });
});

describe('limits of structure', () => {
  it('hold for elements, items, depth and inflated size, before memory is taken', () => {
    const many = join(...Array.from({ length: 100 }, (_, i) => short(0x00090000 + i, 'LO', ascii('ab'))));
    expect(codeOf(join(modality, many), { maxElements: 101 })).toBe('read');
    expect(codeOf(join(modality, many), { maxElements: 100 })).toBe('DICOM_INVALID');
    const items = join(...Array.from({ length: 100 }, () => item(ascii(''))));
    expect(codeOf(join(modality, long(0x00081140, 'SQ', items)), { maxElements: 50 })).toBe('DICOM_INVALID');
    let nested = ascii('');
    for (let depth = 0; depth < 40; depth++) nested = long(0x00081140, 'SQ', item(nested));
    expect(codeOf(join(modality, nested))).toBe('DICOM_INVALID');
    expect(codeOf(join(modality, nested), { maxSequenceDepth: 41 })).toBe('read');
  });

  it('hold for a sequence that nests itself without end', () => {
    const step = join(
      tagOf(0x00081140),
      ascii('SQ'),
      [0, 0],
      u32(0xffffffff),
      tagOf(0xfffee000),
      u32(0xffffffff),
    );
    expect(codeOf(join(modality, ...Array.from({ length: 50_000 }, () => step)))).toBe('DICOM_INVALID');
    const unknown = join(
      tagOf(0x00091001),
      ascii('UN'),
      [0, 0],
      u32(0xffffffff),
      tagOf(0xfffee000),
      u32(0xffffffff),
    );
    expect(codeOf(join(modality, ...Array.from({ length: 50_000 }, () => unknown)))).toBe('DICOM_INVALID');
  });

  it('hold for zeros before a last byte, which are elements and no padding', () => {
    const zeros = new Uint8Array(4_000_000);
    expect(codeOf(join(bare(0x00080060, ascii('MR')), zeros))).toBe('read');
    zeros[zeros.length - 1] = 1;
    expect(codeOf(join(bare(0x00080060, ascii('MR')), zeros))).toBe('DICOM_INVALID');
  });

  it('hold for sequences that can be read in two ways at every depth', () => {
    const fragments = Array.from({ length: 1000 }, () => item(ascii('ab')));
    let inner = long(0x00091001, 'OB', join(...fragments), 0xffffffff);
    for (let depth = 0; depth < 28; depth++)
      inner = long(0x00091001, 'UN', join(bare(0xfffee000, inner, 0xffffffff)), 0xffffffff);
    expect(codeOf(join(modality, inner))).toMatch(/^DICOM_(INVALID|TRUNCATED)$/);
  });

  it('hold for an offset table and fragments', () => {
    const pixels = join(item(new Uint8Array(4000)), item(ascii('ab')), sequenceEnd);
    const file = join(modality, long(0x7fe00010, 'OB', pixels, 0xffffffff));
    expect(codeOf(file)).toBe('read');
    expect(codeOf(file, { maxElements: 900 })).toBe('DICOM_INVALID');
  });
});

const folder = fileURLToPath(new URL('../../../../../shared/data/dicom-conformance/', import.meta.url));
const present = existsSync(folder);
if (!present) console.warn(`skipped: ${folder} is absent, so files of other makers are not broken`);

describe.skipIf(!present)('files of other makers', () => {
  const files = (present ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.dcm'))
    .map((name) => new Uint8Array(readFileSync(folder + name)))
    .filter((bytes) => bytes.length < 20_000);

  it('read or give a typed error, and their description never throws, whatever bytes are broken', () => {
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state >>> 8) % below;
    };
    const codes = new Set<string>();
    for (let round = 0; round < 3000; round++) {
      const mutant = Uint8Array.from(files[round % files.length]!);
      const header = Math.min(mutant.length, 2000);
      for (let flips = 1 + random(8); flips > 0; flips--) mutant[random(header)] = random(256);
      try {
        describeInstance(readDataset(mutant));
        codes.add('read');
      } catch (error) {
        if (!EventEyeError.is(error)) throw error;
        codes.add(error.code);
      }
    }
    expect([...codes]).toEqual(expect.arrayContaining(['read', 'DICOM_TRUNCATED', 'DICOM_INVALID']));
  });
});

describe('names in the description', () => {
  it('are taken apart in their scripts, and an item has the character set of the data set around it', () => {
    const name = join(
      ascii('Hong^Gildong='),
      [0x1b, 0x24, 0x29, 0x43, 0xfb, 0xf3],
      ascii('^'),
      [0x1b, 0x24, 0x29, 0x43, 0xd1, 0xce, 0xd4, 0xd7],
      ascii('='),
      [0x1b, 0x24, 0x29, 0x43, 0xc8, 0xab],
      ascii('^'),
      [0x1b, 0x24, 0x29, 0x43, 0xb1, 0xe6, 0xb5, 0xbf],
    );
    const set = short(0x00080005, 'CS', ascii('\\ISO 2022 IR 149'));
    const inItem = long(0x00101002, 'SQ', item(short(0x00100010, 'PN', name)));
    const dataset = readDataset(join(set, short(0x00100010, 'PN', name), inItem));
    const groups = { alphabetic: 'Hong^Gildong', ideographic: '洪^吉洞', phonetic: '홍^길동' };
    expect(describeInstance(dataset).patientNameGroups).toEqual(groups);
    expect(dataset.item('x00101002')?.text('x00100010')).toBe(dataset.text('x00100010'));
  });
});
