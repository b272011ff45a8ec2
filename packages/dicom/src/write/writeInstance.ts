import { type DictionaryKeyword, dictionary } from '../dataset/dictionary.js';
import { type ElementValue, encodeValue } from '../dataset/elementValue.js';

/** Elements by keyword of PS3.6; a sequence is an array of such records. Absent, `undefined` and `null` are left out. */
export type InstanceElements = {
  [Keyword in DictionaryKeyword]?: ElementValue | InstanceElements[] | null | undefined;
};

/** One SOP instance to be written. */
export interface Instance {
  elements: InstanceElements;
  /** Stored samples, frame after frame; 16-bit are written little endian. Its type must fit BitsAllocated. */
  pixelData?: Uint8Array | Uint16Array | Int16Array;
}

/** Root under which this implementation is named; 2.25 needs no registration (PS3.5 B.2). */
const implementationClassUid = '2.25.305132450215811203271874411620153371214';
const implementationVersionName = 'EVENTEYE_1';
const explicitLittleEndian = '1.2.840.10008.1.2.1';
/** VRs with two reserved bytes and a 32-bit length, PS3.5 7.1.2. */
const longVr = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'SQ', 'UN', 'UT', 'UC', 'UR']);

/**
 * Writes a DICOM Part 10 file (PS3.10 7) in Explicit VR Little Endian. The same instance gives the same bytes.
 *
 * @throws TypeError when a keyword is not in the dictionary, a value does not fit its VR, or SOPClassUID or
 * SOPInstanceUID is missing: a fault of the program, not of data.
 */
export function writeInstance(instance: Instance): Uint8Array {
  const { SOPClassUID, SOPInstanceUID } = instance.elements;
  if (typeof SOPClassUID !== 'string' || typeof SOPInstanceUID !== 'string') {
    throw new TypeError('An instance needs SOPClassUID and SOPInstanceUID.');
  }
  const parts: Uint8Array[] = encodeElements(instance.elements);
  if (instance.pixelData) parts.push(encodePixelData(instance.pixelData));
  const meta = concat([
    element(0x00020001, 'OB', new Uint8Array([0, 1])),
    element(0x00020002, 'UI', encodeValue('UI', SOPClassUID)),
    element(0x00020003, 'UI', encodeValue('UI', SOPInstanceUID)),
    element(0x00020010, 'UI', encodeValue('UI', explicitLittleEndian)),
    element(0x00020012, 'UI', encodeValue('UI', implementationClassUid)),
    element(0x00020013, 'SH', encodeValue('SH', implementationVersionName)),
  ]);
  const preamble = new Uint8Array(132);
  preamble.set([0x44, 0x49, 0x43, 0x4d], 128);
  return concat([preamble, element(0x00020000, 'UL', encodeValue('UL', meta.length)), meta, ...parts]);
}

function encodeElements(elements: InstanceElements): Uint8Array[] {
  return Object.entries(elements)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([keyword, value]) => {
      const entry = dictionary[keyword as DictionaryKeyword];
      if (!entry) throw new TypeError(`${keyword} is not in the dictionary of this writer.`);
      const [tag, vr] = entry;
      if (vr === 'SQ') return { tag, bytes: encodeSequence(tag, value as InstanceElements[]) };
      return { tag, bytes: element(tag, vr, encodeValue(vr, value as ElementValue)) };
    })
    .sort((a, b) => a.tag - b.tag)
    .map(({ bytes }) => bytes);
}

/** Items and sequences with defined lengths, PS3.5 7.5.1. */
function encodeSequence(tag: number, items: InstanceElements[]): Uint8Array {
  const body = items.map((item) => {
    const content = concat(encodeElements(item));
    const header = new Uint8Array(8);
    const view = new DataView(header.buffer);
    view.setUint16(0, 0xfffe, true);
    view.setUint16(2, 0xe000, true);
    view.setUint32(4, content.length, true);
    return concat([header, content]);
  });
  return element(tag, 'SQ', concat(body));
}

/** PS3.5 A.2: 8-bit samples may be OB or OW, deeper ones are OW. */
function encodePixelData(samples: Uint8Array | Uint16Array | Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const even = bytes.length % 2 === 0 ? bytes : concat([bytes, new Uint8Array(1)]);
  return element(0x7fe00010, samples.BYTES_PER_ELEMENT === 1 ? 'OB' : 'OW', even);
}

function element(tag: number, vr: string, value: Uint8Array): Uint8Array {
  const long = longVr.has(vr);
  const out = new Uint8Array((long ? 12 : 8) + value.length);
  const view = new DataView(out.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  out[4] = vr.charCodeAt(0);
  out[5] = vr.charCodeAt(1);
  if (long) view.setUint32(8, value.length, true);
  else if (value.length > 0xffff) throw new TypeError(`The value is too long for VR ${vr}.`);
  else view.setUint16(6, value.length, true);
  out.set(value, long ? 12 : 8);
  return out;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}
