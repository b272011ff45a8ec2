import type dicomParser from 'dicom-parser';
import { decodeText } from './characterSet.js';
import type { DicomLimits } from './limits.js';
import type { TransferSyntax } from './transferSyntax.js';

/** A tag as `xGGGGEEEE` in lower-case hexadecimal. */
export type Tag = `x${string}`;

/** The structure of one DICOM object, read and not interpreted. Absent or empty elements read as `undefined`. */
export class Dataset {
  constructor(
    /** The parser's own view, for what has no accessor here. */
    readonly parsed: dicomParser.DataSet,
    readonly transferSyntax: TransferSyntax,
    readonly limits: DicomLimits,
  ) {}

  /** A text in the data set's character set, trimmed; the first value of several. */
  text(tag: Tag): string | undefined {
    const element = this.parsed.elements[tag];
    if (!element || element.length === 0) return undefined;
    const bytes = this.parsed.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
    return decodeText(bytes, this.#characterSet).trim() || undefined;
  }

  /** Values of a code string, UID or other plain ASCII element. */
  strings(tag: Tag): string[] {
    const text = this.parsed.string(tag);
    return text === undefined ? [] : text.split('\\').map((value) => value.trim());
  }

  /** First value of a code string or UID. */
  string(tag: Tag): string | undefined {
    return this.strings(tag)[0] || undefined;
  }

  /** Values of a decimal or integer string; values that are no finite number are left out. */
  decimals(tag: Tag): number[] {
    return this.strings(tag)
      .filter((value) => value !== '')
      .map(Number)
      .filter(Number.isFinite);
  }

  /** First value of a decimal or integer string. */
  decimal(tag: Tag): number | undefined {
    return this.decimals(tag)[0];
  }

  /** First value of an unsigned 16-bit element. */
  uint16(tag: Tag): number | undefined {
    const element = this.parsed.elements[tag];
    return element && element.length >= 2 ? this.parsed.uint16(tag) : undefined;
  }

  get #characterSet(): string[] {
    return (this.parsed.string('x00080005') ?? '').split('\\');
  }
}
