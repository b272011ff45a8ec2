import type dicomParser from 'dicom-parser';
import {
  type ElementCoding,
  type ElementHeader,
  elementHeader,
  itemEnd,
  itemTag,
  plausible,
  sequenceEnd,
  undefinedLength,
} from './elementHeader.js';
import type { DicomLimits } from './limits.js';
import { bigEndianByteArrayParser, DataSet, littleEndianByteArrayParser } from './parserParts.js';
import { readFragments } from './readFragments.js';
import { ReadingBounds } from './readingBounds.js';
import { sameElement } from './sameElement.js';
import { broken } from './structureError.js';

type Elements = dicomParser.DataSet['elements'];
type Element = dicomParser.Element;

/** What is read: to where at most, how, and within how many sequences. */
interface Scope {
  end: number;
  coding: ElementCoding;
  depth: number;
}

const pixelData = 0x7fe00010;
const implicit: ElementCoding = { explicit: false, bigEndian: false };

/**
 * Reads the structure of a data set into dicom-parser's form. Its own `parseDicom` counts nothing while it reads, ends UN
 * of undefined length at the first delimiter within, and does not know the newer VRs.
 */
export class ElementReader {
  readonly #view: DataView;
  readonly #bounds: ReadingBounds;
  /** Of the last sequence that could not be read. */
  #failure: unknown;

  constructor(
    readonly bytes: Uint8Array,
    limits: DicomLimits,
  ) {
    this.#bounds = new ReadingBounds(bytes, limits);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @throws EventEyeError DICOM_TRUNCATED, DICOM_INVALID. */
  readDataSet(start: number, coding: ElementCoding, elements: Elements = {}): dicomParser.DataSet {
    this.#readElements(elements, start, { end: this.bytes.length, coding, depth: 0 }, false);
    return this.#dataSet(coding, elements);
  }

  #dataSet({ bigEndian }: ElementCoding, elements: Elements): dicomParser.DataSet {
    const parser = bigEndian ? bigEndianByteArrayParser : littleEndianByteArrayParser;
    return Object.assign(new DataSet(parser, this.bytes, elements), { warnings: [] });
  }

  /** Reads to the end of the scope, or behind the delimiter of an item whose length is not given. */
  #readElements(elements: Elements, start: number, scope: Scope, isOpen: boolean): number {
    const { end, coding, depth } = scope;
    let at = start;
    while (at < end) {
      if (depth === 0 && this.#bounds.isPadding(at)) return end;
      const header = elementHeader(this.#view, at, end, coding);
      if (!header) throw this.#bounds.cut(end);
      const { tag, length, dataOffset } = header;
      if (tag === itemEnd && isOpen) return dataOffset;
      // Some writers close sequences of given length once more.
      const isSuperfluous = (tag === itemEnd || tag === sequenceEnd) && length === 0;
      at = isSuperfluous ? dataOffset : this.#readElement(elements, header, scope);
    }
    if (isOpen) throw this.#bounds.cut(end);
    return at;
  }

  #readElement(elements: Elements, header: ElementHeader, scope: Scope): number {
    this.#bounds.count();
    const { tag, vr, length, dataOffset } = header;
    const key = `x${tag.toString(16).padStart(8, '0')}`;
    const element: Element = { tag: key, length, dataOffset, ...(vr === undefined ? {} : { vr }) };
    const isOpen = length === undefinedLength;
    const next = isOpen ? this.#readOpen(element, header, scope) : this.#readClosed(element, header, scope);
    const known = elements[key];
    if (!known) elements[key] = element;
    else if (!sameElement(this.bytes, known, element, tag))
      throw broken('gives the same element twice with different values');
    return next;
  }

  #readOpen(element: Element, { tag, vr, dataOffset }: ElementHeader, scope: Scope): number {
    element.hadUndefinedLength = true;
    let next: number;
    if (tag === pixelData || vr === 'OB' || vr === 'OW') {
      const found = readFragments(this.#view, dataOffset, scope.end, scope.coding.bigEndian, this.#bounds);
      Object.assign(element, found.element, { encapsulatedPixelData: true });
      next = found.next;
    } else {
      // PS3.5 6.2.2: UN of undefined length is a sequence in Implicit VR Little Endian; not every writer knows.
      const codings = vr === 'UN' ? [implicit, scope.coding] : [scope.coding];
      next = this.#tryItems(element, dataOffset, scope, codings, true) ?? this.#fail();
    }
    element.length = next - dataOffset;
    return next;
  }

  #readClosed(element: Element, { tag, vr, length, dataOffset }: ElementHeader, scope: Scope): number {
    const { end, coding } = scope;
    const next = dataOffset + length;
    if (next > end) throw this.#bounds.cut(next);
    const inner = { ...scope, end: next };
    if (vr === 'SQ') {
      const found = this.#tryItems(element, dataOffset, inner, [coding, implicit], false);
      // A private sequence that can not be opened stays a value of bytes.
      if (found === undefined && (tag >>> 16) % 2 === 0) this.#fail();
    } else if ((vr ?? 'UN') === 'UN' && tag !== pixelData && this.#beginsItem(dataOffset, next, coding)) {
      this.#tryItems(element, dataOffset, inner, vr === 'UN' ? [implicit, coding] : [coding], false);
    }
    if (length % 2 === 0 || plausible(this.#view, next, end, coding, tag)) return next;
    // An odd length whose padding was written and not counted.
    return plausible(this.#view, next + 1, end, coding, tag) ? next + 1 : next;
  }

  /** Items by the first coding that fits; `undefined` where none does. Limits are never passed over. */
  #tryItems(
    element: Element,
    start: number,
    scope: Scope,
    codings: readonly ElementCoding[],
    isOpen: boolean,
  ): number | undefined {
    this.#bounds.checkDepth(scope.depth);
    this.#failure = undefined;
    for (const coding of codings) {
      try {
        const items: Element[] = [];
        const next = this.#readItems(items, start, { ...scope, coding, depth: scope.depth + 1 }, isOpen);
        element.items = items;
        return next;
      } catch (error) {
        if (this.#bounds.isOver) throw error;
        this.#failure ??= error;
      }
    }
    return undefined;
  }

  #readItems(items: Element[], start: number, scope: Scope, isOpen: boolean): number {
    const { end, coding } = scope;
    let at = start;
    while (at < end) {
      const header = elementHeader(this.#view, at, end, coding);
      if (!header) throw this.#bounds.cut(end);
      const { tag, length, dataOffset } = header;
      if (tag === sequenceEnd) return isOpen ? dataOffset : end;
      if (tag !== itemTag) throw broken('has a sequence without items');
      this.#bounds.count();
      const hadUndefinedLength = length === undefinedLength;
      const stop = hadUndefinedLength ? end : dataOffset + length;
      if (stop > end) throw this.#bounds.cut(stop);
      const elements: Elements = {};
      at = this.#readElements(elements, dataOffset, { ...scope, end: stop }, hadUndefinedLength);
      const dataSet = this.#dataSet(coding, elements);
      items.push({ tag: 'xfffee000', length: at - dataOffset, dataOffset, dataSet, hadUndefinedLength });
    }
    if (isOpen) throw this.#bounds.cut(end);
    return at;
  }

  #fail(): never {
    throw this.#failure;
  }

  #beginsItem(at: number, end: number, { bigEndian }: ElementCoding): boolean {
    if (at + 8 > end) return false;
    const first = this.#view.getUint16(at, true);
    return first === 0xfffe || (bigEndian && first === 0xfeff);
  }
}
