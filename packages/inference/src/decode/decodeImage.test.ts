import { EventEyeError } from '@eventeye/core';
import { writeInstance } from '@eventeye/dicom';
import { encode } from 'fast-bmp';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeImage } from './decodeImage.js';

const width = 20;
const height = 10;
const ramp = Uint8Array.from({ length: width * height }, (_, i) => i);
const grey = () => sharp(ramp, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
const codeOf = async (bytes: Uint8Array, options = {}) => {
  try {
    await decodeImage(bytes, options);
    return 'no error';
  } catch (error) {
    return EventEyeError.is(error) ? error.code : String(error);
  }
};

describe('decodeImage', () => {
  it.each([
    ['png', () => grey().png().toBuffer()],
    ['tiff', () => grey().tiff({ compression: 'lzw' }).toBuffer()],
    ['webp', () => grey().webp({ lossless: true }).toBuffer()],
    [
      'bmp',
      async () =>
        Buffer.from(encode({ width, height, bitsPerPixel: 8, components: 1, channels: 1, data: ramp })),
    ],
  ] as const)('reads every sample of a lossless %s', async (kind, make) => {
    const image = await decodeImage(await make());
    expect(image).toMatchObject({ kind, width, height, frameCount: 1 });
    expect(Array.from(image.grey, Math.round)).toEqual([...ramp]);
  });

  it('reads a JPEG within its rounding', async () => {
    const image = await decodeImage(await grey().jpeg({ quality: 95 }).toBuffer());
    const worst = image.grey.reduce((most, value, i) => Math.max(most, Math.abs(value - ramp[i]!)), 0);
    expect(worst).toBeLessThan(12);
  });

  it('keeps the sixteen bits of a grey PNG', async () => {
    const deep = Uint16Array.from({ length: width * height }, (_, i) => i * 300);
    const bytes = await sharp(deep, { raw: { width, height, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    const image = await decodeImage(bytes);
    expect([...image.grey]).toEqual([...deep]);
    expect(image.rgb).toBeUndefined();
  });

  it('makes luma of colour and keeps the colours', async () => {
    const red = await sharp({ create: { width: 4, height: 3, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer();
    const image = await decodeImage(red);
    expect(image.grey[0]).toBeCloseTo(0.299 * 255, 3);
    expect([...image.rgb!.subarray(0, 3)]).toEqual([255, 0, 0]);
  });

  it('lays transparency over black', async () => {
    const clear = await sharp({
      create: { width: 4, height: 4, channels: 4, background: { r: 255, g: 255, b: 255, alpha: 0 } },
    })
      .png()
      .toBuffer();
    expect((await decodeImage(clear)).grey[0]).toBe(0);
  });

  it('reads a DICOM slice in modality units, with its window and its photometric interpretation', async () => {
    const bytes = writeInstance({
      elements: {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
        SOPInstanceUID: '1.2.3',
        Modality: 'MR',
        Rows: 1,
        Columns: 2,
        SamplesPerPixel: 1,
        PhotometricInterpretation: 'MONOCHROME1',
        BitsAllocated: 16,
        BitsStored: 16,
        HighBit: 15,
        PixelRepresentation: 1,
        RescaleSlope: 2,
        RescaleIntercept: 10,
        WindowCenter: 40,
        WindowWidth: 400,
      },
      pixelData: Int16Array.from([-5, 7]),
    });
    const image = await decodeImage(bytes);
    expect(image).toMatchObject({
      kind: 'dicom',
      invert: true,
      modality: 'MR',
      window: { center: 40, width: 400 },
    });
    expect([...image.grey]).toEqual([0, 24]);
  });

  describe('refuses with a typed error', () => {
    it('an empty file, text, and an unknown kind', async () => {
      expect(await codeOf(new Uint8Array())).toBe('IMAGE_EMPTY');
      expect(await codeOf(new TextEncoder().encode('Dear colleague, please find enclosed'))).toBe(
        'IMAGE_UNSUPPORTED',
      );
      expect(await codeOf(new Uint8Array(500))).toBe('IMAGE_UNSUPPORTED');
    });

    it.each(['png', 'jpeg', 'webp', 'tiff'] as const)('a %s that was cut off', async (kind) => {
      const noise = Uint8Array.from({ length: 200 * 200 }, (_, i) => (i * 7919) % 251);
      const bytes = await sharp(noise, { raw: { width: 200, height: 200, channels: 1 } })
        [kind]()
        .toBuffer();
      for (const part of [0.3, 0.6, 0.9]) {
        expect(await codeOf(bytes.subarray(0, Math.floor(bytes.length * part))), `${kind} at ${part}`).toBe(
          'IMAGE_CORRUPT',
        );
      }
    });

    it('a small PNG that says it is huge, before memory is taken', async () => {
      const bytes = await sharp({
        create: { width: 12_000, height: 12_000, channels: 3, background: '#000' },
      })
        .png()
        .toBuffer();
      expect(bytes.length).toBeLessThan(2_000_000);
      expect(await codeOf(bytes, { limits: { maxPixels: 1_000_000 } })).toBe('IMAGE_TOO_LARGE');
    });

    it('a BMP whose header claims more than the limit', async () => {
      const bytes = Uint8Array.from(
        encode({ width, height, bitsPerPixel: 8, components: 1, channels: 1, data: ramp }),
      );
      new DataView(bytes.buffer).setInt32(18, 2_000_000_000, true);
      expect(await codeOf(bytes)).toBe('IMAGE_TOO_LARGE');
      expect(await codeOf(bytes.subarray(0, 30))).not.toBe('no error');
    });

    it('a file over the limit of bytes, and a frame that is not there', async () => {
      const bytes = await grey().png().toBuffer();
      expect(await codeOf(bytes, { limits: { maxBytes: 10 } })).toBe('IMAGE_TOO_LARGE');
      expect(await codeOf(bytes, { frame: 1 })).toBe('FRAME_OUT_OF_RANGE');
    });
  });
});
