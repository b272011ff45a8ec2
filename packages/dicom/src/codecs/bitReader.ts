import { damaged } from './codecError.js';
import { type HuffmanTable, lookBits } from './huffmanTable.js';

/** Place of each coefficient of the stream within its block, ITU-T T.81 figure A.6. */
const zigzag = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]);

/** The tables of one component. */
export interface BlockTables {
  dc: HuffmanTable;
  ac: HuffmanTable;
  quantization: Uint16Array;
}

/** Reads blocks of coefficients from one entropy-coded segment whose stuffing was taken out. */
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

  /**
   * Reads the coefficients of one block, times their quantization (ITU-T T.81 F.2.2.1 and F.2.2.2).
   *
   * @param last the first coefficient of the component's block before, not quantized.
   * @returns that of this block.
   * @throws EventEyeError DICOM_INVALID.
   */
  readBlock(block: Int32Array, { dc, ac, quantization }: BlockTables, last: number): number {
    // The state is kept in variables: every block has dozens of codes.
    const data = this.#data;
    const { length } = data;
    let at = this.#at;
    let bits = this.#bits;
    let count = this.#count;
    let first = last;
    block.fill(0);
    for (let k = 0; k < 64; k++) {
      const table = k === 0 ? dc : ac;
      while (count <= 24) {
        bits = (bits << 8) | (at < length ? data[at]! : 0);
        at++;
        count += 8;
      }
      const found = table.look[(bits >>> (count - lookBits)) & lookMask]!;
      let symbol = found & 0xff;
      if (found !== 0) count -= found >> 8;
      else {
        const codeLength = longCode(table, bits, count);
        const code = (bits >>> (count - codeLength)) & ((1 << codeLength) - 1);
        count -= codeLength;
        symbol = table.symbols[code + table.offset[codeLength]!]!;
      }
      const size = symbol & 15;
      if (k === 0 && symbol > 15) throw damaged('it holds a difference of more than 15 bits');
      if (size === 0) {
        if (k === 0) block[0] = first * quantization[0]!;
        else if (symbol === 0xf0) k += 15;
        else break;
        continue;
      }
      // A code leaves nine bits at least.
      while (count < size) {
        bits = (bits << 8) | (at < length ? data[at]! : 0);
        at++;
        count += 8;
      }
      count -= size;
      let value = (bits >>> count) & ((1 << size) - 1);
      if (value >> (size - 1) === 0) value -= (1 << size) - 1;
      k += symbol >> 4;
      if (k > 63) throw damaged('a block holds more than 64 coefficients');
      if (k === 0) value = first += value;
      block[zigzag[k]!] = value * quantization[k]!;
    }
    this.#at = at;
    this.#bits = bits;
    this.#count = count;
    return first;
  }
}

const lookMask = (1 << lookBits) - 1;

/** The length of a code that is too long for the table of looks. */
function longCode({ largest }: HuffmanTable, bits: number, count: number): number {
  for (let length = lookBits + 1; length <= 16; length++)
    if (((bits >>> (count - length)) & ((1 << length) - 1)) <= largest[length]!) return length;
  throw damaged('it holds a code that is in no table');
}
