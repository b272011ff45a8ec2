import { EventEyeError } from '@eventeye/core';
import { encode } from 'fast-bmp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decodeImage.js';

interface Parts {
  width: number;
  height: number;
  bits: number;
  palette?: [number, number, number][];
  compression?: number;
  masks?: number[];
  rows: number[];
}

/** A file with a 40-byte header; `rows` are the bytes after it as they lie in the file. */
function bmp({ width, height, bits, palette = [], compression = 0, masks = [], rows }: Parts): Uint8Array {
  const pixelOffset = 54 + 4 * masks.length + 4 * palette.length;
  const bytes = new Uint8Array(pixelOffset + rows.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(10, pixelOffset, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, bits, true);
  view.setUint32(30, compression, true);
  for (const [i, mask] of masks.entries()) view.setUint32(54 + 4 * i, mask, true);
  for (const [i, [red, green, blue]] of palette.entries())
    bytes.set([blue, green, red, 0], pixelOffset - 4 * palette.length + 4 * i);
  bytes.set(rows, pixelOffset);
  return bytes;
}
const codeOf = async (bytes: Uint8Array) => {
  try {
    await decodeImage(bytes);
    return 'no error';
  } catch (error) {
    return EventEyeError.is(error) ? error.code : String(error);
  }
};

describe('decodeBmp', () => {
  it('reads colour as another writer wrote it', async () => {
    const data = Uint8Array.from({ length: 5 * 3 * 3 }, (_, i) => (i * 37) % 256);
    const bytes = Uint8Array.from(
      encode({ width: 5, height: 3, bitsPerPixel: 24, components: 3, channels: 3, data }),
    );
    expect((await decodeImage(bytes)).rgb).toEqual(data);
  });

  it('looks the colours of a palette up, so that false colours are known as such', async () => {
    const palette: [number, number, number][] = [
      [0, 0, 255],
      [255, 0, 0],
    ];
    const image = await decodeImage(
      bmp({ width: 2, height: 2, bits: 8, palette, rows: [1, 0, 0, 0, 0, 1, 0, 0] }),
    );
    // The file begins with the bottom row.
    expect([...image.rgb!]).toEqual([0, 0, 255, 255, 0, 0, 255, 0, 0, 0, 0, 255]);
  });

  it('takes a grey palette for grey, whatever its order', async () => {
    const palette: [number, number, number][] = [
      [255, 255, 255],
      [0, 0, 0],
    ];
    const image = await decodeImage(
      bmp({ width: 3, height: 1, bits: 1, palette, rows: [0b01000000, 0, 0, 0] }),
    );
    expect([...image.grey]).toEqual([255, 0, 255]);
    expect(image.rgb).toBeUndefined();
  });

  it('reads rows from the top when the height is negative', async () => {
    const rows = [1, 2, 3, 0, 4, 5, 6, 0];
    const image = await decodeImage(bmp({ width: 1, height: -2, bits: 24, rows }));
    expect([...image.rgb!]).toEqual([3, 2, 1, 6, 5, 4]);
  });

  it('reads 32 bits without masks and 16 bits with them', async () => {
    const plain = await decodeImage(bmp({ width: 1, height: 1, bits: 32, rows: [10, 20, 30, 0] }));
    expect([...plain.rgb!]).toEqual([30, 20, 10]);
    const masks = [0xf800, 0x07e0, 0x001f];
    const masked = await decodeImage(
      bmp({ width: 1, height: 1, bits: 16, compression: 3, masks, rows: [0x1f, 0xf8, 0, 0] }),
    );
    expect([...masked.rgb!]).toEqual([255, 0, 255]);
  });

  it('refuses what it can not read exactly', async () => {
    const whole = bmp({ width: 4, height: 2, bits: 24, rows: Array(24).fill(9) });
    expect(await codeOf(whole)).toBe('no error');
    expect(await codeOf(whole.subarray(0, whole.length - 1))).toBe('IMAGE_CORRUPT');
    expect(await codeOf(whole.subarray(0, 30))).toBe('IMAGE_CORRUPT');
    const runLengths = bmp({ width: 4, height: 1, bits: 8, compression: 1, rows: [4, 0, 0, 1] });
    expect(await codeOf(runLengths)).toBe('IMAGE_UNSUPPORTED');
    const beyondPalette = bmp({ width: 1, height: 1, bits: 8, palette: [[0, 0, 0]], rows: [7, 0, 0, 0] });
    expect(await codeOf(beyondPalette)).toBe('IMAGE_CORRUPT');
    const noWidth = bmp({ width: 0, height: 1, bits: 24, rows: [0, 0, 0, 0] });
    expect(await codeOf(noWidth)).toBe('IMAGE_CORRUPT');
  });
});
