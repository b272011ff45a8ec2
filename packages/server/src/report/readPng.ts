import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { RgbPicture } from '@eventeye/dicom';

const inflated = promisify(inflate);
/** Samples of one pixel: 8-bit RGB. */
const channels = 3;

/**
 * Samples of a PNG as the engine draws attention over an image: 8-bit RGB, not interlaced (PNG third edition, 11.2). A decoder
 * for all of PNG is a native one, which this process does not load.
 *
 * @throws TypeError for any other PNG: a fault of the program, for it is given no others.
 */
export async function readPng(png: Uint8Array): Promise<RgbPicture> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colourType, , , interlace] = png.subarray(24, 29);
  if (view.getUint32(0) !== 0x89504e47 || depth !== 8 || colourType !== 2 || interlace !== 0) {
    throw new TypeError('The picture is no 8-bit RGB PNG without interlace.');
  }
  const stride = width * channels;
  const lines = await inflated(Buffer.concat(dataChunks(png, view)), {
    maxOutputLength: height * (stride + 1),
  });
  if (lines.length !== height * (stride + 1)) throw new TypeError('The PNG is not whole.');
  return { width, height, samples: unfiltered(lines, stride, height) };
}

function dataChunks(png: Uint8Array, view: DataView): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = view.getUint32(at);
    // `IDAT`
    if (view.getUint32(at + 4) === 0x49444154) chunks.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
}

/** Undoes the filter of every line, PNG 9.2. */
function unfiltered(lines: Uint8Array, stride: number, height: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)]!;
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : out[to + x - channels]!;
      const above = y === 0 ? 0 : out[to + x - stride]!;
      const corner = y === 0 || x < channels ? 0 : out[to + x - stride - channels]!;
      out[to + x] = lines[from + x]! + predicted(filter, left, above, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  if (filter !== 4) throw new TypeError('The PNG has a filter that there is not.');
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
