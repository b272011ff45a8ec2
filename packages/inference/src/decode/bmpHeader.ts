import { EventEyeError } from '@eventeye/core';

/** What the headers of a BMP file say ([MS-WMF] 2.2.2, BITMAPCOREHEADER to BITMAPV5HEADER). */
export interface BmpHeader {
  width: number;
  height: number;
  /** The first row of the file is the top one: a negative height says so. */
  topDown: boolean;
  bitsPerPixel: 1 | 4 | 8 | 16 | 24 | 32;
  /** Where the rows begin. */
  pixelOffset: number;
  /** Bytes of a row with its padding to four bytes. */
  stride: number;
  /** Colours of an indexed picture as red, green, blue; `null` when pixels hold their colour themselves. */
  palette: [number, number, number][] | null;
  /** Bits of red, green and blue in a 16- or 32-bit pixel. */
  masks: [number, number, number];
}

/**
 * Reads the headers; nothing is allocated by what they claim.
 *
 * @throws EventEyeError IMAGE_CORRUPT, IMAGE_UNSUPPORTED for run-length coded and embedded pictures.
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerSize = bytes.length >= 18 ? view.getUint32(14, true) : 0;
  if (headerSize < 12 || bytes.length < 14 + headerSize || (headerSize > 12 && headerSize < 40))
    throw corruptBmp();
  const core = headerSize === 12;
  const signedHeight = core ? view.getUint16(20, true) : view.getInt32(22, true);
  const bitsPerPixel = view.getUint16(core ? 24 : 28, true) as BmpHeader['bitsPerPixel'];
  const compression = core ? 0 : view.getUint32(30, true);
  const withMasks = compression === 3 || compression === 6;
  if (![1, 4, 8, 16, 24, 32].includes(bitsPerPixel) || (compression !== 0 && !withMasks)) {
    throw new EventEyeError(
      'IMAGE_UNSUPPORTED',
      'This variant of BMP, compressed or of a rare depth, is not read. Send the picture as PNG.',
    );
  }
  const width = core ? view.getUint16(18, true) : view.getInt32(18, true);
  const height = Math.abs(signedHeight);
  if (width <= 0 || height === 0) throw corruptBmp();
  const pixelOffset = view.getUint32(10, true);
  const masksAt = withMasks && headerSize === 40 ? 12 : 0;
  const paletteOffset = 14 + headerSize + masksAt;
  if (pixelOffset < paletteOffset || pixelOffset > bytes.length) throw corruptBmp();
  return {
    width,
    height,
    topDown: signedHeight < 0,
    bitsPerPixel,
    pixelOffset,
    stride: Math.ceil((width * bitsPerPixel) / 32) * 4,
    palette: bitsPerPixel <= 8 ? readPalette(bytes, paletteOffset, pixelOffset, core ? 3 : 4) : null,
    // The three masks follow the 40 bytes of the oldest header and are fields of the later ones, at the same place.
    masks: withMasks
      ? [view.getUint32(54, true), view.getUint32(58, true), view.getUint32(62, true)]
      : bitsPerPixel === 16
        ? [0x7c00, 0x03e0, 0x001f]
        : [0xff0000, 0x00ff00, 0x0000ff],
  };
}

function readPalette(bytes: Uint8Array, from: number, to: number, entryBytes: 3 | 4): BmpHeader['palette'] {
  const palette: [number, number, number][] = [];
  for (let at = from; at + entryBytes <= to && palette.length < 256; at += entryBytes)
    palette.push([bytes[at + 2]!, bytes[at + 1]!, bytes[at]!]);
  return palette;
}

/** The error of a BMP whose parts do not fit together. */
export const corruptBmp = () =>
  new EventEyeError(
    'IMAGE_CORRUPT',
    'The BMP picture is damaged or was cut off. Export it again and send it.',
  );
