import { EventEyeError } from '@eventeye/core';
import { luma } from '@eventeye/dicom';
import type { ImageLimits } from '../types.js';
import { type BmpHeader, corruptBmp, readBmpHeader } from './bmpHeader.js';
import type { DecodedImage } from './decodedImage.js';
import { checkDimensions } from './limits.js';

/**
 * Decodes an uncompressed BMP picture of 1 to 32 bits a pixel. Colours of a palette are looked up, so that a
 * false-colour picture is known to be one. The fourth byte of a pixel is no transparency: most writers leave it zero.
 *
 * @throws EventEyeError IMAGE_TOO_LARGE from the header alone, IMAGE_CORRUPT, IMAGE_UNSUPPORTED, FRAME_OUT_OF_RANGE.
 */
export function decodeBmp(bytes: Uint8Array, frame: number, limits: ImageLimits): DecodedImage {
  if (frame !== 0)
    throw new EventEyeError('FRAME_OUT_OF_RANGE', 'The image has 1 frame, counted from 0. Ask for frame 0.');
  const header = readBmpHeader(bytes);
  const { width, height, stride, pixelOffset, bitsPerPixel, palette } = header;
  checkDimensions(width, height, 1, 3, limits);
  // Some writers leave out the padding of the last row.
  if (pixelOffset + stride * (height - 1) + Math.ceil((width * bitsPerPixel) / 8) > bytes.length)
    throw corruptBmp();
  const colourAt = pixelReader(bytes, header);
  const rgb = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const at = pixelOffset + stride * (header.topDown ? row : height - 1 - row);
    for (let column = 0; column < width; column++) rgb.set(colourAt(at, column), 3 * (row * width + column));
  }
  const isGrey = palette?.every(([red, green, blue]) => red === green && green === blue) ?? false;
  return {
    kind: 'bmp',
    width,
    height,
    frameCount: 1,
    frame: 0,
    grey: isGrey ? Float32Array.from({ length: width * height }, (_, i) => rgb[3 * i]!) : luma(rgb),
    levels: undefined,
    invert: false,
    window: undefined,
    rgb: isGrey ? undefined : rgb,
    modality: undefined,
    bodyPart: undefined,
  };
}

type Colour = ArrayLike<number>;

/** How the colour of a pixel is found, given where its row begins. */
function pixelReader(bytes: Uint8Array, header: BmpHeader): (rowAt: number, column: number) => Colour {
  const { bitsPerPixel, palette, masks } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (palette) {
    const perByte = 8 / bitsPerPixel;
    return (rowAt, column) => {
      const byte = bytes[rowAt + Math.floor(column / perByte)]!;
      const shift = 8 - bitsPerPixel * ((column % perByte) + 1);
      const colour = palette[(byte >> shift) & (2 ** bitsPerPixel - 1)];
      if (!colour) throw corruptBmp();
      return colour;
    };
  }
  if (bitsPerPixel === 24) {
    return (rowAt, column) => {
      const at = rowAt + 3 * column;
      return [bytes[at + 2]!, bytes[at + 1]!, bytes[at]!];
    };
  }
  const channels = masks.map(channelReader);
  return bitsPerPixel === 16
    ? (rowAt, column) => channels.map((read) => read(view.getUint16(rowAt + 2 * column, true)))
    : (rowAt, column) => channels.map((read) => read(view.getUint32(rowAt + 4 * column, true)));
}

/** Takes the bits of a mask out of a pixel and scales them to 0..255. */
function channelReader(mask: number): (pixel: number) => number {
  if (mask === 0) throw corruptBmp();
  const shift = 31 - Math.clz32(mask & -mask);
  const most = mask >>> shift;
  return (pixel) => Math.round((255 * ((pixel & mask) >>> shift)) / most);
}
