import { damaged } from './codecError.js';
import { entropySegments } from './entropySegments.js';
import { type HuffmanTable, readHuffmanTables } from './huffmanTable.js';
import { type JpegHeader, readSegment } from './jpegHeader.js';

/** One scan of a sequential or lossless JPEG, with the tables in force. */
export interface JpegScan {
  /** Index of each component within the frame, with the tables of its DC and AC coefficients. */
  components: { index: number; dc: HuffmanTable | undefined; ac: HuffmanTable | undefined }[];
  quantization: (Uint16Array | undefined)[];
  /** Ss: the predictor of a lossless scan. */
  selection: number;
  /** Al: the point transform of a lossless scan. */
  pointTransform: number;
  /** Minimum coded units between restarts; 0: none. */
  restartInterval: number;
  segments: Uint8Array[];
}

/**
 * The scans of a codestream whose every component has one: interleaved or each on its own.
 *
 * @throws EventEyeError DICOM_INVALID, DICOM_TRUNCATED.
 */
export function readJpegScans(bytes: Uint8Array, header: JpegHeader): JpegScan[] {
  const huffman: (HuffmanTable | undefined)[] = [];
  const quantization: (Uint16Array | undefined)[] = [];
  let restartInterval = 0;
  const scans: JpegScan[] = [];
  const apply = (marker: number, body: Uint8Array) => {
    if (marker === 0xc4) readHuffmanTables(body, huffman);
    if (marker === 0xdb) readQuantization(body, quantization);
    if (marker === 0xdd) restartInterval = (body[0]! << 8) | (body[1] ?? 0);
    if (marker === 0xcc) throw damaged('it is arithmetically coded');
  };
  for (const { marker, from, to } of header.segments) apply(marker, bytes.subarray(from, to));
  let missing = header.components;
  for (let at = header.scanAt; missing > 0; ) {
    const { marker, from, to } = readSegment(bytes, at);
    if (marker !== 0xda) {
      if (marker === 0xd9) throw damaged('a component has no scan');
      apply(marker, bytes.subarray(from, to));
      at = to;
      continue;
    }
    const { segments, next } = entropySegments(bytes, to);
    const body = bytes.subarray(from, to);
    const count = body[0] ?? 0;
    if (body.length !== 4 + 2 * count || count === 0 || count > missing)
      throw damaged('a scan header has a wrong length');
    scans.push({
      components: Array.from({ length: count }, (_, i) => ({
        index: header.frameComponents.findIndex(({ id }) => id === body[1 + 2 * i]),
        dc: huffman[body[2 + 2 * i]! >> 4],
        ac: huffman[4 + (body[2 + 2 * i]! & 15)],
      })),
      quantization: [...quantization],
      selection: body[1 + 2 * count]!,
      pointTransform: body[3 + 2 * count]! & 15,
      restartInterval,
      segments,
    });
    missing -= count;
    at = next;
  }
  const named = scans.flatMap(({ components }) => components.map(({ index }) => index));
  if (new Set(named).size !== header.components || named.includes(-1))
    throw damaged('a component has no scan');
  return scans;
}

/** DQT, ITU-T T.81 B.2.4.1; in the zigzag order of the stream. */
function readQuantization(body: Uint8Array, tables: (Uint16Array | undefined)[]): void {
  for (let at = 0; at < body.length; ) {
    const wide = body[at]! >> 4 === 1;
    const slot = body[at]! & 15;
    const bytes = wide ? 128 : 64;
    if (slot > 3 || at + 1 + bytes > body.length) throw damaged('a quantization table is wrong');
    const values = body.subarray(at + 1, at + 1 + bytes);
    tables[slot] = Uint16Array.from({ length: 64 }, (_, i) =>
      wide ? (values[2 * i]! << 8) | values[2 * i + 1]! : values[i]!,
    );
    at += 1 + bytes;
  }
}
