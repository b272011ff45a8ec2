import { damaged } from './codecError.js';

/** Codes up to this length are found by one look. */
export const lookBits = 12;

/** A Huffman table of JPEG made ready for decoding, ITU-T T.81 F.2.2.3. */
export interface HuffmanTable {
  /** By the next `lookBits` bits: length of the code in the upper byte, its symbol in the lower one; 0 if longer. */
  look: Uint16Array;
  /** By length: the largest code, or -1. */
  largest: Int32Array;
  /** By length: what to add to a code to find its symbol. */
  offset: Int32Array;
  symbols: Uint8Array;
}

/**
 * Reads the tables of a DHT segment into their slots: class * 4 + destination.
 *
 * @throws EventEyeError DICOM_INVALID.
 */
export function readHuffmanTables(segment: Uint8Array, slots: (HuffmanTable | undefined)[]): void {
  for (let at = 0; at < segment.length; ) {
    const slot = (segment[at]! >> 4) * 4 + (segment[at]! & 15);
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    at += 17 + total;
    if (slot > 7 || total > 256 || at > segment.length) throw damaged('a Huffman table is wrong');
    slots[slot] = makeTable(counts, segment.slice(at - total, at));
  }
}

function makeTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const look = new Uint16Array(1 << lookBits);
  const largest = new Int32Array(18).fill(-1);
  const offset = new Int32Array(18);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    offset[length] = index - code;
    for (let i = 0; i < counts[length - 1]!; i++, code++, index++) {
      if (code >= 1 << length) throw damaged('a Huffman table is wrong');
      if (length <= lookBits) {
        const from = code << (lookBits - length);
        look.fill((length << 8) | symbols[index]!, from, from + (1 << (lookBits - length)));
      }
    }
    if (counts[length - 1]! > 0) largest[length] = code - 1;
    code <<= 1;
  }
  return { look, largest, offset, symbols };
}
