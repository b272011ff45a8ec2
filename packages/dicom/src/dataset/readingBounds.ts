import type { DicomLimits } from './limits.js';
import { broken, truncated } from './structureError.js';

/** What a reading of one file may still take, and where the file ends. */
export class ReadingBounds {
  #count = 0;
  #isOver = false;
  #contentEnd: number | undefined;

  constructor(
    readonly bytes: Uint8Array,
    readonly limits: DicomLimits,
  ) {}

  /** A limit was passed: no other way of reading may be tried, or tries would multiply. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Counts elements, items and fragments, those of tries that failed too, so that the count bounds the time.
   *
   * @throws EventEyeError DICOM_INVALID beyond the limit.
   */
  count(number = 1): void {
    this.#count += number;
    if (this.#count <= this.limits.maxElements) return;
    this.#isOver = true;
    throw broken(`holds more than ${this.limits.maxElements} elements`);
  }

  /** @throws EventEyeError DICOM_INVALID at the limit of sequences within sequences. */
  checkDepth(depth: number): void {
    if (depth < this.limits.maxSequenceDepth) return;
    this.#isOver = true;
    throw broken(`nests sequences deeper than ${this.limits.maxSequenceDepth}`);
  }

  /** Zeros from here to the end of the file, as block-oriented media leave them. */
  isPadding(at: number): boolean {
    this.#contentEnd ??= this.bytes.findLastIndex((byte) => byte !== 0) + 1;
    return at >= this.#contentEnd;
  }

  /** The error of a value that ends beyond what holds it. */
  cut(needed: number): Error {
    return needed >= this.bytes.length ? truncated() : broken('has an element that leaves its item');
  }
}
