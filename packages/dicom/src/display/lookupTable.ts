import { EventEyeError } from '@eventeye/core';
import type { Dataset, Tag } from '../dataset/dataset.js';

/** A table from whole numbers to whole numbers. What lies before its first value takes its first entry, what lies beyond its last. */
export interface LookupTable {
  /** First value mapped. */
  firstValue: number;
  entries: Uint16Array;
  /** Bits of an entry: the greatest that may occur is `2 ** bits - 1`. */
  bits: number;
}

/** Where a table's descriptor and data stand. */
export interface LookupTags {
  descriptor: Tag;
  data: Tag;
}

/** Modality LUT and VOI LUT, PS3.3 C.11.1 and C.11.2. */
export const lutTags: LookupTags = { descriptor: 'x00283002', data: 'x00283006' };

/**
 * Reads a table by its descriptor: number of entries, where 0 stands for 65,536, first value mapped, bits of an entry.
 *
 * @param signedFirst whether the first value is signed where the file's VR does not say so.
 * @returns `undefined` where there is no descriptor.
 * @throws EventEyeError DICOM_INVALID when the table is shorter than stated or its descriptor makes no sense.
 */
export function readLookupTable(
  dataset: Dataset,
  tags: LookupTags,
  signedFirst: boolean,
): LookupTable | undefined {
  const described = describeTable(dataset, tags.descriptor, signedFirst);
  if (!described) return undefined;
  const { count, firstValue, bits } = described;
  const data = dataset.bytes(tags.data);
  const words = data && tableWords(data, count, bits, dataset.coding.bigEndian);
  if (!words) throw contradiction('A lookup table is shorter than its descriptor says');
  return { firstValue, entries: words, bits };
}

/** The three numbers of a descriptor. */
export function describeTable(
  dataset: Dataset,
  tag: Tag,
  signedFirst: boolean,
): { count: number; firstValue: number; bits: number } | undefined {
  const [count, , bits] = dataset.decimals(tag, 'US');
  const written = dataset.parsed.elements[tag]?.vr;
  const isSigned = written === 'SS' || (written !== 'US' && signedFirst);
  const firstValue = dataset.decimals(tag, isSigned ? 'SS' : 'US')[1];
  if (count === undefined) return undefined;
  if (firstValue === undefined || bits === undefined || bits < 8 || bits > 16)
    throw contradiction('The descriptor of a lookup table is not complete');
  return { count: count === 0 ? 65_536 : count, firstValue, bits };
}

/** The entry of a value; beyond the ends the nearest entry (PS3.3 C.11.1.1). */
export function lookUp({ entries, firstValue }: LookupTable, value: number): number {
  const index = Math.round(value) - firstValue;
  return entries[index <= 0 ? 0 : index >= entries.length ? entries.length - 1 : index]!;
}

/** Entries of 8 bits come two in a word (PS3.3 C.7.6.3.1.6) or, against it, one in each word. */
function tableWords(
  data: Uint8Array,
  count: number,
  bits: number,
  bigEndian: boolean,
): Uint16Array | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length >= count * 2) {
    const words = Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i, !bigEndian));
    return bits === 8 && words.some((word) => word > 0xff) ? words.map((word) => word >>> 8) : words;
  }
  if (bits !== 8 || data.length < count) return undefined;
  return tableBytes(data, count, bigEndian);
}

/** The first entry is in the lower byte of a word, wherever its byte order puts that. */
function tableBytes(data: Uint8Array, count: number, bigEndian: boolean): Uint16Array {
  const swap = bigEndian && data.length % 2 === 0 ? 1 : 0;
  return Uint16Array.from({ length: count }, (_, i) => data[i ^ swap]!);
}

export const contradiction = (what: string) =>
  new EventEyeError('DICOM_INVALID', `${what}. Export the image again.`);
