import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPng } from './readPng.js';

/** Slopes, edges and noise, so that an adaptive encoder uses every filter. */
const samples = Uint8Array.from({ length: 61 * 47 * 3 }, (_, i) =>
  i % 7 === 0 ? (i * 2654435761) >>> 24 : (i >> 2) + (i % 183) * 3,
);
const picture = () => sharp(samples, { raw: { width: 61, height: 47, channels: 3 } });

describe('the samples of a PNG', () => {
  it.each([false, true])('are those that were encoded, adaptive filters: %s', async (adaptiveFiltering) => {
    const png = await picture().png({ adaptiveFiltering, compressionLevel: 6 }).toBuffer();
    const read = await readPng(png);
    expect([read.width, read.height]).toEqual([61, 47]);
    expect(Buffer.compare(read.samples, samples)).toBe(0);
  });

  it('are refused of what the engine does not draw, and of a part', async () => {
    const grey = await picture().toColourspace('b-w').png().toBuffer();
    await expect(readPng(grey)).rejects.toThrow(/no 8-bit RGB/);
    const interlaced = await picture().png({ progressive: true }).toBuffer();
    await expect(readPng(interlaced)).rejects.toThrow(/interlace/);
    const png = await picture().png().toBuffer();
    await expect(readPng(png.subarray(0, png.length - 40))).rejects.toThrow();
  });
});
