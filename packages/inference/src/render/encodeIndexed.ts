import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { pngChunk } from './pngText.js';

const deflated = promisify(deflate);
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Each sample as the difference to the one before it, PNG 9.2. */
const subFilter = 1;

/**
 * Writes an 8-bit PNG with a palette: a quarter of the samples of RGBA, and no search for colours that are known.
 *
 * @param indices `height * width` places in the palette.
 * @param colours red, green and blue of 256 places; `opacity` of each.
 */
export async function encodeIndexed(
  indices: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  colours: Uint8Array,
  opacity: Uint8Array,
): Promise<Uint8Array> {
  const lines = new Uint8Array((width + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    lines[to++] = subFilter;
    let before = 0;
    for (let x = 0; x < width; x++) {
      const index = indices[from++]!;
      lines[to++] = index - before;
      before = index;
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // 8 bits, colour type 3: palette.
  header.set([8, 3], 8);
  const parts = [
    signature,
    pngChunk('IHDR', header),
    pngChunk('PLTE', colours),
    pngChunk('tRNS', opacity),
    pngChunk('IDAT', await deflated(lines, { level: 2 })),
    pngChunk('IEND', new Uint8Array()),
  ];
  const png = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    png.set(part, at);
    at += part.length;
  }
  return png;
}
