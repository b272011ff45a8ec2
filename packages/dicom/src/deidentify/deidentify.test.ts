import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Instance, readDataset, writeInstance } from '../index.js';
import { deidentify } from './deidentify.js';
import { pixelDataTag, readElementTree } from './elementTree.js';
import { defaultDeidentificationProfile } from './profile.js';
import { findText } from './testing/findText.js';
import { identifiedElements, plantedTexts } from './testing/identifiedElements.js';
import { plant, sequence, textElement } from './testing/plant.js';

const key = new Uint8Array(32).fill(9);
const base: Instance = {
  elements: {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
    SOPInstanceUID: '1.3.6.1.4.1.99999.7.7.7.1',
    StudyInstanceUID: '1.3.6.1.4.1.99999.7.7.7.2',
    SeriesInstanceUID: '1.3.6.1.4.1.99999.7.7.7.3',
    Modality: 'MR',
    StudyDate: '20240229',
    SeriesDate: '20240301',
    StudyTime: '101112.5',
    AcquisitionDateTime: '20240229101112.5+0900',
    DeviceSerialNumber: 'SN-1',
    StationName: 'MR1',
    Rows: 2,
    Columns: 2,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
  },
  pixelData: Uint8Array.of(1, 2, 3, 254),
};
const identified = (characterSet: Parameters<typeof identifiedElements>[0]) =>
  plant(writeInstance(base), identifiedElements(characterSet));
const textOf = (bytes: Uint8Array, tag: number) => {
  const value = readElementTree(readDataset(bytes)).find((element) => element.tag === tag)?.value;
  return value && Buffer.from(value).toString('latin1').trim();
};

afterEach(() => {
  vi.doUnmock('./safePrivateTags.js');
  vi.doUnmock('./cleanText.js');
  vi.doUnmock('./identifiers.js');
  vi.resetModules();
});

describe.each(['ISO_IR 192', '\\ISO 2022 IR 149'] as const)('a file in %s', (characterSet) => {
  it('holds none of the planted identifiers afterwards', () => {
    const file = identified(characterSet);
    // The one that is not in the file stands in the meta header of another test.
    expect(findText(file, plantedTexts)).toEqual(plantedTexts.filter((text) => text !== 'SOURCEAE'));
    expect(findText(deidentify(file, key).bytes, plantedTexts)).toEqual([]);
    const strict = { ...noOptions, cleanDescriptors: true };
    expect(findText(deidentify(file, key, strict).bytes, plantedTexts)).toEqual([]);
    expect(findText(deidentify(file, key, noOptions).bytes, plantedTexts)).toEqual([]);
  });

  it('holds none in its report', () => {
    const { report } = deidentify(identified(characterSet), key);
    expect(findText(Buffer.from(JSON.stringify(report)), plantedTexts)).toEqual([]);
  });
});

const noOptions = {
  cleanDescriptors: false,
  retainModifiedDates: false,
  retainDeviceIdentity: false,
  retainSafePrivate: false,
};

describe('the search that the tests rest on', () => {
  it('finds what stays when private attributes are kept', async () => {
    vi.resetModules();
    vi.doMock('./safePrivateTags.js', async (original) => ({
      ...(await original<object>()),
      safePrivateTags: (elements: { tag: number }[]) => new Set(elements.map(({ tag }) => tag)),
    }));
    const mutant = await import('./deidentify.js');
    const { bytes } = mutant.deidentify(identified('ISO_IR 192'), key);
    expect(findText(bytes, plantedTexts)).toContain('NESTEDSECRET');
  });

  it('finds what stays when descriptions are not cleaned', async () => {
    vi.resetModules();
    vi.doMock('./cleanText.js', () => ({ cleanText: (text: string) => text }));
    const mutant = await import('./deidentify.js');
    const { bytes } = mutant.deidentify(identified('ISO_IR 192'), key);
    expect(findText(bytes, plantedTexts)).toEqual(expect.arrayContaining(['Zwetschgenhof', 'NESTEDSECRET']));
  });

  it('finds what stays when the names of the file are not looked for elsewhere', async () => {
    vi.resetModules();
    const never = () => false;
    vi.doMock('./identifiers.js', () => ({
      collectIdentifiers: () => ({ inText: never, inBytes: never, inTerm: never, isWhole: never }),
    }));
    const mutant = await import('./deidentify.js');
    const { bytes } = mutant.deidentify(identified('ISO_IR 192'), key);
    expect(findText(bytes, plantedTexts)).toContain('Gildong');
  });
});

describe('deidentify', () => {
  it('gives the same bytes for the same file and key, and other pseudonyms for another key', () => {
    const file = identified('ISO_IR 192');
    const first = deidentify(file, key);
    expect(Buffer.compare(first.bytes, deidentify(file, key).bytes)).toBe(0);
    const other = deidentify(file, new Uint8Array(32).fill(8)).bytes;
    for (const tag of [0x00080018, 0x0020000d, 0x00100020]) {
      expect(textOf(other, tag)).not.toBe(textOf(first.bytes, tag));
    }
  });

  it('does not change the file that it is given', () => {
    const file = identified('ISO_IR 192');
    const before = createHash('sha256').update(file).digest('hex');
    deidentify(file, key);
    expect(createHash('sha256').update(file).digest('hex')).toBe(before);
  });

  it('moves all dates of a patient by the same days and keeps times', () => {
    const { bytes } = deidentify(writeInstance(base), key);
    const day = (text: string | undefined) =>
      Date.parse(`${text!.slice(0, 4)}-${text!.slice(4, 6)}-${text!.slice(6, 8)}T00:00:00Z`) / 86_400_000;
    const study = textOf(bytes, 0x00080020);
    expect(study).not.toBe('20240229');
    expect(day(textOf(bytes, 0x00080021)) - day(study)).toBe(1);
    expect(textOf(bytes, 0x00080030)).toBe('101112.5');
    expect(textOf(bytes, 0x0008002a)).toBe(`${study}101112.5+0900`);
    expect(textOf(bytes, 0x00280303)).toBe('MODIFIED');
  });

  it('keeps device and dates only by their options', () => {
    const { bytes } = deidentify(writeInstance(base), key, noOptions);
    expect(textOf(deidentify(writeInstance(base), key).bytes, 0x00181000)).toBe('SN-1');
    expect(textOf(bytes, 0x00181000)).toBeUndefined();
    expect(textOf(bytes, 0x00081010)).toBeUndefined();
    expect(textOf(bytes, 0x00080020)).toBe('');
    expect(textOf(bytes, 0x00280303)).toBe('REMOVED');
  });

  it('gives a device serial number a dummy where its IOD demands one', () => {
    const enhanced = { ...base.elements, SOPClassUID: '1.2.840.10008.5.1.4.1.1.4.1' };
    const { bytes } = deidentify(writeInstance({ ...base, elements: enhanced }), key, noOptions);
    expect(textOf(bytes, 0x00181000)).toBe('REMOVED');
  });

  it('takes a given pseudonym for a patient, and a keyed one for others', () => {
    const profile = { ...defaultDeidentificationProfile, patientIds: new Map([['PID-48151623', 'TRIAL-7']]) };
    const file = identified('ISO_IR 192');
    expect(textOf(deidentify(file, key, profile).bytes, 0x00100020)).toBe('TRIAL-7');
    expect(textOf(deidentify(file, key).bytes, 0x00100020)).toMatch(/^EE-[0-9A-HJKMNP-TV-Z]{16}$/);
  });

  it('says what was done by the codes of CID 7050', () => {
    const { bytes, report } = deidentify(writeInstance(base), key);
    const tree = readElementTree(readDataset(bytes));
    const items = tree.find(({ tag }) => tag === 0x00120064)!.items!;
    const codes = items.map((item) => Buffer.from(item[0]!.value).toString('latin1').trim());
    expect(codes).toEqual(['113100', '113105', '113107', '113109', '113111']);
    expect(report.methodCodes).toEqual(codes);
    expect(textOf(bytes, 0x00120062)).toBe('YES');
  });

  it('keeps safe private attributes with their creator, and only those with numbers in them', () => {
    const bValue = (value: string) =>
      plant(writeInstance(base), [
        textElement(0x00190010, 'LO', 'SIEMENS MR HEADER'),
        textElement(0x0019100c, 'IS', value),
        textElement(0x00191008, 'CS', 'IMAGE NUM 4'),
        textElement(0x00290010, 'LO', 'SIEMENS CSA HEADER'),
        textElement(0x00291010, 'OB', 'Gildong '),
      ]);
    const odd = (bytes: Uint8Array) =>
      readElementTree(readDataset(bytes))
        .filter(({ tag }) => ((tag >>> 16) & 1) === 1)
        .map(({ tag }) => tag);
    expect(odd(deidentify(bValue('800'), key).bytes)).toEqual([0x00190010, 0x0019100c]);
    expect(odd(deidentify(bValue('Gildong'), key).bytes)).toEqual([]);
    expect(odd(deidentify(bValue('800'), key, noOptions).bytes)).toEqual([]);
  });

  it('does not let items or odd VRs carry what the attribute itself may not', () => {
    const file = plant(writeInstance(base), [
      sequence(0x00100010, [textElement(0x00081030, 'LO', 'NESTEDSECRET')]),
      sequence(0x00100030, [textElement(0x00081030, 'LO', 'NESTEDSECRET')]),
      sequence(0x00280030, [textElement(0x00081030, 'LO', 'NESTEDSECRET')]),
      textElement(0x00180050, 'DS', 'NESTEDSECRET'),
      textElement(0x00180015, 'CS', 'NESTED#SECRET'),
      textElement(0x00080105, 'LO', 'NESTEDSECRET code'),
      textElement(0x00280010, 'LO', 'NESTEDSECRET'),
      textElement(0x00080005, 'CS', 'NESTEDSECRET'),
      textElement(0x00080016, 'UI', 'NESTEDSECRET'),
      textElement(0x00080022, 'DA', 'NESTEDSECRET'),
      textElement(0x00080032, 'TM', 'NESTEDSECRET'),
    ]);
    expect(findText(deidentify(file, key).bytes, ['NESTEDSECRET', 'NESTED#SECRET'])).toEqual([]);
  });

  it('finds the name of the patient where only a term belongs, and keeps terms that merely look like it', () => {
    const named = (name: string) =>
      plant(writeInstance(base), [
        textElement(0x00100010, 'PN', name),
        textElement(0x00180015, 'CS', 'GILDONG'),
        textElement(0x00280004, 'CS', 'MONOCHROME2'),
      ]);
    expect(textOf(deidentify(named('Hong^Gildong'), key).bytes, 0x00180015)).toBe('REMOVED');
    expect(textOf(deidentify(named('Mono^Mr^Monochrome2'), key).bytes, 0x00280004)).toBe('MONOCHROME2');
    expect(textOf(deidentify(named('Mono^Mr^Monochrome2'), key).bytes, 0x00080060)).toBe('MR');
  });

  it('drops preamble and titles of application entities', () => {
    const file = Buffer.from(writeInstance(base));
    file.write('Gildong in the preamble', 0, 'latin1');
    // (0002,0016) behind the meta header's last element; its group length grows by 16.
    const end = 144 + file.readUInt32LE(140);
    const title = Buffer.concat([Buffer.from([2, 0, 0x16, 0]), Buffer.from('AE\x08\x00SOURCEAE', 'latin1')]);
    file.writeUInt32LE(file.readUInt32LE(140) + title.length, 140);
    const titled = Buffer.concat([file.subarray(0, end), title, file.subarray(end)]);
    expect(findText(titled, ['Gildong', 'SOURCEAE'])).toHaveLength(2);
    expect(findText(deidentify(titled, key).bytes, ['Gildong', 'SOURCEAE'])).toEqual([]);
  });

  it('flags what may have text burned in', () => {
    const flagged = (elements: Partial<Instance['elements']>) =>
      deidentify(writeInstance({ ...base, elements: { ...base.elements, ...elements } }), key).report
        .burnedInAnnotation;
    const capture = '1.2.840.10008.5.1.4.1.1.7';
    expect(flagged({})).toBe('UNKNOWN');
    expect(flagged({ BurnedInAnnotation: 'YES' })).toBe('YES');
    expect(flagged({ BurnedInAnnotation: 'NO' })).toBe('NO');
    expect(flagged({ SOPClassUID: capture })).toBe('SUSPECTED');
    expect(flagged({ SOPClassUID: capture, BurnedInAnnotation: 'NO' })).toBe('NO');
    expect(flagged({ ImageType: ['DERIVED', 'SECONDARY', 'SCREEN SAVE'] })).toBe('SUSPECTED');
  });

  it('keeps functional groups of an enhanced image and changes what identifies within them', () => {
    const frame = (position: string) => [
      sequence(0x00209111, [
        textElement(0x00189074, 'DT', '20240229101112'),
        textElement(0x00209158, 'LT', 'NESTEDSECRET'),
      ]),
      sequence(0x00209113, [textElement(0x00200032, 'DS', position)]),
      sequence(0x00081140, [textElement(0x00081155, 'UI', '1.3.6.1.4.1.99999.7.7.7.1')]),
    ];
    const enhanced = { ...base.elements, SOPClassUID: '1.2.840.10008.5.1.4.1.1.4.1' };
    const file = plant(writeInstance({ ...base, elements: enhanced }), [
      sequence(0x52009230, frame('1\\2\\3'), frame('1\\2\\4')),
    ]);
    const { bytes } = deidentify(file, key);
    expect(findText(bytes, plantedTexts)).toEqual([]);
    const frames = readElementTree(readDataset(bytes)).find(({ tag }) => tag === 0x52009230)!.items!;
    const value = (index: number, group: number, tag: number) =>
      Buffer.from(
        frames[index]!.find((element) => element.tag === group)!.items![0]!.find(
          (element) => element.tag === tag,
        )!.value,
      )
        .toString('latin1')
        .trim()
        .replace(/\0$/, '');
    expect(value(0, 0x00209113, 0x00200032)).toBe('1\\2\\3');
    expect(value(1, 0x00209113, 0x00200032)).toBe('1\\2\\4');
    expect(value(1, 0x00081140, 0x00081155)).toBe(textOf(bytes, 0x00080018)!.replace(/\0$/, ''));
    expect(value(0, 0x00209111, 0x00189074)).toBe(`${textOf(bytes, 0x00080020)}101112`);
  });

  it('refuses a key that can be guessed, and a DICOMDIR', () => {
    expect(() => deidentify(writeInstance(base), new Uint8Array(8))).toThrow(/16 bytes/);
    const directory = { ...base.elements, SOPClassUID: '1.2.840.10008.1.3.10' };
    expect(() => deidentify(writeInstance({ elements: directory }), key)).toThrow(/DICOMDIR/);
  });

  it('passes pixels through', () => {
    const pixels = readElementTree(readDataset(deidentify(identified('ISO_IR 192'), key).bytes)).find(
      ({ tag }) => tag === pixelDataTag,
    );
    expect([...pixels!.value]).toEqual([1, 2, 3, 254]);
  });
});
