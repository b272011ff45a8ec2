import type dicomParser from 'dicom-parser';
import { valueRepresentation } from '../deidentify/valueRepresentation.js';
import { decodeText } from './characterSet.js';
import type { ElementCoding } from './elementHeader.js';
import type { DicomLimits } from './limits.js';
import { littleEndianByteArrayParser } from './parserParts.js';
import { readNumbers } from './readNumbers.js';
import type { TransferSyntax } from './transferSyntax.js';

/** A tag as `xGGGGEEEE` in lower-case hexadecimal. */
export type Tag = `x${string}`;

/** Values beyond are no names, terms or numbers; they read as absent before memory is taken for them. */
const maxTextBytes = 1024 * 1024;

/**
 * The structure of one DICOM object or of one item of a sequence, read and not interpreted. Absent or empty elements read
 * as `undefined`.
 */
export class Dataset {
  constructor(
    /** The parser's own view, for what has no accessor here. */
    readonly parsed: dicomParser.DataSet,
    readonly transferSyntax: TransferSyntax,
    readonly limits: DicomLimits,
    /** How its elements are really written, whatever the transfer syntax asks for. */
    readonly coding: ElementCoding,
    /** The character set of the data set around an item (PS3.3 C.12.1.1.2). */
    readonly outerCharacterSet: readonly string[] = [],
  ) {}

  /** The value as stored. */
  bytes(tag: Tag): Uint8Array | undefined {
    const element = this.parsed.elements[tag];
    if (!element || element.length === 0) return undefined;
    return (this.parsed.byteArray as Uint8Array).subarray(
      element.dataOffset,
      element.dataOffset + element.length,
    );
  }

  /** Items of a sequence, in order. */
  items(tag: Tag): Dataset[] {
    return (this.parsed.elements[tag]?.items ?? []).flatMap(({ dataSet }) =>
      dataSet
        ? [new Dataset(dataSet, this.transferSyntax, this.limits, this.coding, this.#characterSet)]
        : [],
    );
  }

  /** One item of a sequence, counted from 0; the first where nothing else is asked for. */
  item(tag: Tag, index = 0): Dataset | undefined {
    const dataSet = this.parsed.elements[tag]?.items?.[index]?.dataSet;
    return dataSet && new Dataset(dataSet, this.transferSyntax, this.limits, this.coding, this.#characterSet);
  }

  /** How many items a sequence has; 0 where it is absent. */
  itemCount(tag: Tag): number {
    return this.parsed.elements[tag]?.items?.length ?? 0;
  }

  /** A text in the data set's character set, trimmed; several values stay one, parted by backslashes. */
  text(tag: Tag): string | undefined {
    const bytes = this.bytes(tag);
    if (!bytes || bytes.length > maxTextBytes) return undefined;
    return decodeText(bytes, this.#characterSet).trim() || undefined;
  }

  /** Values of a code string, UID or other plain ASCII element. */
  strings(tag: Tag): string[] {
    const bytes = this.bytes(tag);
    if (!bytes || bytes.length > maxTextBytes) return [];
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    return text.split('\\').map((value) => value.replaceAll('\0', '').trim());
  }

  /** First value of a code string or UID. */
  string(tag: Tag): string | undefined {
    return this.strings(tag)[0] || undefined;
  }

  /**
   * Values of a numeric element of any VR, decimal and integer strings included; values that are no finite number are left
   * out. The VR is the file's, else that of PS3.6: implicit files and those of UN have none.
   *
   * @param vr for elements that are US or SS by another element's word.
   */
  decimals(tag: Tag, vr?: 'US' | 'SS'): number[] {
    const element = this.parsed.elements[tag];
    const bytes = this.bytes(tag);
    if (!element || !bytes || bytes.length > maxTextBytes) return [];
    const written = element.vr === 'UN' ? undefined : element.vr;
    const read = vr ?? written ?? valueRepresentation(Number.parseInt(tag.slice(1), 16)) ?? 'DS';
    const values = readNumbers(bytes, read, this.#isLittleEndian(element));
    const numbers =
      values ??
      this.strings(tag)
        .filter((value) => value !== '')
        .map(Number);
    return numbers.filter(Number.isFinite);
  }

  /** First value of a numeric element. */
  decimal(tag: Tag): number | undefined {
    return this.decimals(tag)[0];
  }

  /** First value of an unsigned 16-bit element; of one with another numeric VR the value, where it fits. */
  uint16(tag: Tag): number | undefined {
    const element = this.parsed.elements[tag];
    if (!element || element.length === 0) return undefined;
    const value = /^(UL|SL|UV|SV|IS|DS|FL|FD)$/.test(element.vr ?? '')
      ? this.decimal(tag)
      : this.decimals(tag, 'US')[0];
    return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 0xffff
      ? value
      : undefined;
  }

  #isLittleEndian(element: dicomParser.Element): boolean {
    return element.parser !== undefined || this.parsed.byteArrayParser === littleEndianByteArrayParser;
  }

  get #characterSet(): readonly string[] {
    const own = this.strings('x00080005');
    return own.length > 0 ? own : this.outerCharacterSet;
  }
}
