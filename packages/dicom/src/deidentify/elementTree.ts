import { EventEyeError } from '@eventeye/core';
import type { Dataset } from '../dataset/dataset.js';
import { longVrs, valueRepresentation } from './valueRepresentation.js';

/** One data element as it stands in the file: bytes untouched, sequences opened. */
export interface ElementNode {
  /** Group and element, `0xGGGGEEEE`. */
  tag: number;
  vr: string;
  /** The value as stored; empty for a sequence. For encapsulated pixel data all its items and its delimiter. */
  value: Uint8Array;
  /** Items of a sequence. */
  items?: ElementNode[][];
  /** The value is encapsulated pixel data, of undefined length. */
  encapsulated?: boolean;
}

/** How the elements of a data set are written. */
export interface Encoding {
  explicit: boolean;
  bigEndian: boolean;
}

/** How elements are written in a transfer syntax. */
export function encodingOf({ uid, bigEndian }: { uid: string; bigEndian: boolean }): Encoding {
  return { explicit: uid !== '1.2.840.10008.1.2', bigEndian };
}

const undefinedLength = 0xffffffff;
const itemTag = 0xfffee000;
const itemEnd = 0xfffee00d;
const sequenceEnd = 0xfffee0dd;
export const pixelDataTag = 0x7fe00010;

/**
 * Opens every element of a data set that `readDataset` has found sound, sequences to any depth. It trusts no other
 * view of the bytes: what this reading does not understand can not be written again, and so can not leak.
 *
 * @throws EventEyeError DICOM_TRUNCATED, DICOM_INVALID when the structure is not what its syntax says.
 */
export function readElementTree(dataset: Dataset): ElementNode[] {
  const bytes = dataset.parsed.byteArray as Uint8Array;
  const encoding = dataset.coding;
  const reader = new Reader(bytes, encoding, dataset.limits.maxSequenceDepth, dataset.limits.maxElements);
  const start = endOfMeta(bytes);
  return reader.elements(start, bytes.length, encoding, 0).nodes;
}

/** Where the data set begins: behind preamble and File Meta Information, or at 0 where there is none. */
function endOfMeta(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = bytes.length >= 132 && view.getUint32(128) === 0x4449434d ? 132 : 0;
  while (position + 8 <= bytes.length && view.getUint16(position, true) === 2) {
    const long = longVrs.has(String.fromCharCode(bytes[position + 4]!, bytes[position + 5]!));
    if (long && position + 12 > bytes.length) throw truncated();
    position += long ? 12 + view.getUint32(position + 8, true) : 8 + view.getUint16(position + 6, true);
  }
  return position;
}

class Reader {
  readonly #view: DataView;
  #count = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly encoding: Encoding,
    readonly maxDepth: number,
    readonly maxElements: number,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Reads until `end`, or until an item's delimiter where `end` is not known. */
  elements(start: number, end: number, encoding: Encoding, depth: number, open = false) {
    if (depth > this.maxDepth) throw invalid(`nests sequences deeper than ${this.maxDepth}`);
    const nodes: ElementNode[] = [];
    let position = start;
    while (position < end) {
      const tag = this.#tag(position, encoding);
      if (open && tag === itemEnd) return { nodes, position: position + 8 };
      if (++this.#count > this.maxElements) throw invalid(`holds more than ${this.maxElements} elements`);
      const [node, next] = this.#element(tag, position, end, encoding, depth);
      nodes.push(node);
      position = next;
    }
    if (open || position > end) throw truncated();
    return { nodes, position };
  }

  #element(
    tag: number,
    start: number,
    end: number,
    encoding: Encoding,
    depth: number,
  ): [ElementNode, number] {
    let vr = valueRepresentation(tag) ?? 'UN';
    let length: number;
    let position = start + 8;
    if (encoding.explicit) {
      this.#need(start, 8, end);
      vr = String.fromCharCode(this.bytes[start + 4]!, this.bytes[start + 5]!);
      if (longVrs.has(vr)) {
        position = start + 12;
        length = this.#uint32(start + 8, encoding);
      } else length = this.#view.getUint16(start + 6, !encoding.bigEndian);
    } else length = this.#uint32(start + 4, encoding);

    if (length === undefinedLength) {
      if (tag === pixelDataTag) {
        const next = this.#fragmentsEnd(position, end, encoding);
        return [{ tag, vr, value: this.bytes.subarray(position, next), encapsulated: true }, next];
      }
      // PS3.5 6.2.2: UN of undefined length is a sequence in Implicit VR Little Endian.
      const inner = vr === 'UN' && encoding.explicit ? { explicit: false, bigEndian: false } : encoding;
      const { items, position: next } = this.#items(position, end, inner, depth, true);
      // Its numbers have the other byte order: as opaque bytes it is left out later.
      if (encoding.bigEndian && inner !== encoding) {
        return [{ tag, vr: 'UN', value: this.bytes.subarray(position, next) }, next];
      }
      return [{ tag, vr: 'SQ', value: empty, items }, next];
    }
    this.#need(position, length, end);
    const next = position + length;
    if (vr === 'SQ') {
      const { items } = this.#items(position, next, encoding, depth, false);
      return [{ tag, vr, value: empty, items }, next];
    }
    const value = this.bytes.subarray(position, next);
    if (vr === 'UN' && valueRepresentation(tag) === 'SQ' && !encoding.bigEndian) {
      const items = this.#unknownItems(position, next, depth);
      if (items) return [{ tag, vr: 'SQ', value: empty, items }, next];
    }
    return [{ tag, vr, value }, next];
  }

  /** A known sequence that passed through a system that did not know it; undefined when it holds something else. */
  #unknownItems(start: number, end: number, depth: number): ElementNode[][] | undefined {
    try {
      return this.#items(start, end, { explicit: false, bigEndian: false }, depth, false).items;
    } catch (error) {
      if (EventEyeError.is(error)) return undefined;
      throw error;
    }
  }

  #items(start: number, end: number, encoding: Encoding, depth: number, open: boolean) {
    const items: ElementNode[][] = [];
    let position = start;
    while (position < end) {
      this.#need(position, 8, end);
      const tag = this.#tag(position, encoding);
      const length = this.#uint32(position + 4, encoding);
      position += 8;
      if (tag === sequenceEnd) return { items, position };
      if (tag !== itemTag) throw invalid('has a sequence without items');
      if (length !== undefinedLength) this.#need(position, length, end);
      const stop = length === undefinedLength ? end : position + length;
      const item = this.elements(position, stop, encoding, depth + 1, length === undefinedLength);
      items.push(item.nodes);
      position = item.position;
    }
    if (open) throw truncated();
    return { items, position };
  }

  #fragmentsEnd(start: number, end: number, encoding: Encoding): number {
    let position = start;
    while (position < end) {
      this.#need(position, 8, end);
      const tag = this.#tag(position, encoding);
      const length = this.#uint32(position + 4, encoding);
      position += 8;
      if (tag === sequenceEnd) return position;
      if (tag !== itemTag) throw invalid('has pixel data without fragments');
      this.#need(position, length, end);
      position += length;
    }
    throw truncated();
  }

  #tag(position: number, { bigEndian }: Encoding): number {
    this.#need(position, 4, this.bytes.length);
    const group = this.#view.getUint16(position, !bigEndian);
    return group * 0x10000 + this.#view.getUint16(position + 2, !bigEndian);
  }

  #uint32(position: number, { bigEndian }: Encoding): number {
    this.#need(position, 4, this.bytes.length);
    return this.#view.getUint32(position, !bigEndian);
  }

  #need(position: number, length: number, end: number): void {
    if (position + length > end) throw truncated();
  }
}

const empty = new Uint8Array(0);

const truncated = () =>
  new EventEyeError(
    'DICOM_TRUNCATED',
    'The DICOM file ends in the middle of an element. It was cut off: send it again.',
  );
const invalid = (fault: string) =>
  new EventEyeError('DICOM_INVALID', `The DICOM data set ${fault}. Export it again.`);
