import { crc32 } from './crc32.js';

/** Signature and the header chunk, which is first in every PNG. */
const headerEnd = 8 + 4 + 4 + 13 + 4;
const latin1 = new TextDecoder('latin1');

/**
 * A PNG with text chunks (PNG 11.3.3.2, `tEXt`) behind its header.
 *
 * @param texts by keyword; Latin-1.
 */
export function withPngText(png: Uint8Array, texts: Record<string, string>): Uint8Array {
  const chunks = Object.entries(texts).map(([keyword, text]) =>
    pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')),
  );
  const out = new Uint8Array(png.length + chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  out.set(png.subarray(0, headerEnd));
  let at = headerEnd;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  out.set(png.subarray(headerEnd), at);
  return out;
}

/** The text chunks of a PNG that stand before its pixels, by keyword. */
export function readPngText(png: Uint8Array): Record<string, string> {
  const texts: Record<string, string> = {};
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    const type = latin1.decode(png.subarray(at + 4, at + 8));
    if (type === 'IDAT') break;
    if (type === 'tEXt') {
      const [keyword = '', text = ''] = latin1.decode(png.subarray(at + 8, at + 8 + length)).split('\0', 2);
      texts[keyword] = text;
    }
    at += 12 + length;
  }
  return texts;
}

/** One chunk: length, type, data, CRC of type and data. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) chunk[4 + i] = type.charCodeAt(i);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}
