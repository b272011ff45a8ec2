import { damaged } from './codecError.js';
import { type HuffmanTable, lookBits } from './huffmanTable.js';

/** Reads Huffman codes and the bits after them from one entropy-coded segment whose stuffing was taken out. */
export class BitReader {
  #data: Uint8Array;
  #at = 0;
  #bits = 0;
  #count = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** True when more bits were read than there are: what came of them is made up. */
  get overrun(): boolean {
    return this.#at - (this.#count >> 3) > this.#data.length;
  }

  /** The symbol of the next code. @throws EventEyeError DICOM_INVALID for bits that are no code. */
  symbol(table: HuffmanTable): number {
    this.#fill();
    const found = table.look[(this.#bits >>> (this.#count - lookBits)) & ((1 << lookBits) - 1)]!;
    if (found !== 0) {
      this.#count -= found >> 8;
      return found & 0xff;
    }
    for (let length = lookBits + 1; length <= 16; length++) {
      const code = (this.#bits >>> (this.#count - length)) & ((1 << length) - 1);
      if (code <= table.largest[length]!) {
        this.#count -= length;
        return table.symbols[code + table.offset[length]!]!;
      }
    }
    throw damaged('it holds a code that is in no table');
  }

  /** A difference or coefficient of a category, ITU-T T.81 F.2.2.1 RECEIVE and EXTEND; 1 .. 15 bits. */
  signedBits(size: number): number {
    // A code leaves nine bits at least.
    if (this.#count < size) this.#fill();
    this.#count -= size;
    const value = (this.#bits >>> this.#count) & ((1 << size) - 1);
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** At least 25 bits; zeros after the end. */
  #fill(): void {
    while (this.#count <= 24) {
      this.#bits = (this.#bits << 8) | (this.#at < this.#data.length ? this.#data[this.#at]! : 0);
      this.#at++;
      this.#count += 8;
    }
  }
}
