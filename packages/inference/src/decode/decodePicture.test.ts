import { EventEyeError } from '@eventeye/core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decodeImage.js';

/** An uncompressed grey TIFF 6.0 of one strip and one row. `format`: 1 unsigned, 2 signed, 3 floating point. */
function tiff(bits: number, format: number, samples: ArrayBufferView): Uint8Array {
  const data = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const width = data.length / (bits / 8);
  const entries = [
    [256, width],
    [257, 1],
    [258, bits],
    [259, 1],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, 1],
    [279, data.length],
    [339, format],
  ] as const;
  const directory = 8 + data.length + (data.length % 2);
  const bytes = new Uint8Array(directory + 2 + 12 * entries.length + 4);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, directory, true);
  bytes.set(data, 8);
  view.setUint16(directory, entries.length, true);
  for (const [i, [tag, value]] of entries.entries()) {
    const at = directory + 2 + 12 * i;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, 4, true);
    view.setUint32(at + 4, 1, true);
    view.setUint32(at + 8, value, true);
  }
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

describe('decodePicture', () => {
  it.each([
    ['16-bit', tiff(16, 1, Uint16Array.of(0, 300, 65_535)), [0, 300, 65_535]],
    ['32-bit', tiff(32, 1, Uint32Array.of(0, 70_000, 5)), [0, 70_000, 5]],
    ['signed 32-bit', tiff(32, 2, Int32Array.of(-7, 70_000, 5)), [-7, 70_000, 5]],
    ['floating-point', tiff(32, 3, Float32Array.of(-1.5, 0.25, 900)), [-1.5, 0.25, 900]],
  ])('keeps the samples of a %s TIFF', async (_, bytes, expected) => {
    const image = await decodeImage(bytes);
    expect([...image.grey]).toEqual(expected);
    expect(image.rgb).toBeUndefined();
  });

  it('refuses samples it would have to change', async () => {
    expect(await codeOf(tiff(16, 2, Int16Array.of(-5, 5)))).toBe('IMAGE_UNSUPPORTED');
    expect(await codeOf(tiff(32, 3, Float32Array.of(1, Number.NaN)))).toBe('IMAGE_UNSUPPORTED');
  });

  it.each(['png', 'tiff'] as const)('refuses a %s that is damaged in the middle', async (kind) => {
    const noise = Uint8Array.from({ length: 128 * 128 }, (_, i) => (i * 7919) % 251);
    const source = sharp(noise, { raw: { width: 128, height: 128, channels: 1 } }).toColourspace('b-w');
    const bytes = await (kind === 'png' ? source.png() : source.tiff({ compression: 'deflate' })).toBuffer();
    expect(await codeOf(bytes)).toBe('no error');
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 64);
    expect(await codeOf(bytes)).toBe('IMAGE_CORRUPT');
  });

  it('reads each page of a TIFF as a frame', async () => {
    const page = (value: number) => new Uint8Array(6 * 4).fill(value);
    const pages = await sharp(Buffer.concat([page(10), page(200)]), {
      raw: { width: 6, height: 8, channels: 1, pageHeight: 4 },
    })
      .toColourspace('b-w')
      .tiff({ compression: 'none' })
      .toBuffer();
    const second = await decodeImage(pages, { frame: 1 });
    expect(second).toMatchObject({ width: 6, height: 4, frameCount: 2, frame: 1 });
    expect(second.grey[0]).toBe(200);
  });

  it('reads what print shops send: CMYK', async () => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#808080' } })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    expect((await decodeImage(bytes)).rgb).toHaveLength(8 * 8 * 3);
  });
});
