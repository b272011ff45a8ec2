import { createPhantom, renderSlice, writeStudy } from '@eventeye/phantom';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { decodeImage } from '../decode/decodeImage.js';
import { greyDicom } from '../testing/greyDicom.js';
import { readPngText } from './pngText.js';
import { renderImage } from './renderImage.js';
import { scaleKeywords } from './scaleKeywords.js';

/** What a client does: samples of the PNG, times the slope, plus the intercept. */
async function valuesOf(bytes: Uint8Array): Promise<{ values: number[]; slope: number; intercept: number }> {
  const png = await renderImage(bytes, { bits: 16 });
  expect((await sharp(png).metadata()).depth).toBe('ushort');
  const raw = await sharp(png).toColourspace('grey16').raw({ depth: 'ushort' }).toBuffer();
  const samples = new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2);
  const text = readPngText(png);
  const slope = Number(text[scaleKeywords.slope]);
  const intercept = Number(text[scaleKeywords.intercept]);
  return { values: Array.from(samples, (sample) => sample * slope + intercept), slope, intercept };
}

it('a phantom slice comes back as it was drawn', async () => {
  const phantom = createPhantom({ seed: 5, lesion: 'BENIGN', slices: 1, size: 96 });
  const { bytes, sliceIndex } = [...writeStudy(phantom, { phases: ['pre'] })][0]!;
  const { values, slope, intercept } = await valuesOf(bytes);
  expect(values).toEqual([...renderSlice(phantom, 'pre', sliceIndex)]);
  expect({ slope, intercept }).toEqual({ slope: 1, intercept: 0 });
});

it('every 16-bit value survives, signed or not, with any rescale', async () => {
  const all = Uint16Array.from({ length: 65_536 }, (_, i) => i);
  const unsigned = await valuesOf(greyDicom({ width: 256, height: 256, samples: all }));
  expect(unsigned.values).toEqual([...all]);
  const signed = Int16Array.from(all);
  const below = await valuesOf(greyDicom({ width: 256, height: 256, samples: signed }));
  expect(below.values).toEqual([...signed]);
  expect(below.intercept).toBe(-32_768);
  const rescaled = greyDicom(
    { width: 256, height: 256, samples: signed },
    { RescaleSlope: 0.25, RescaleIntercept: -1024 },
  );
  const { grey } = await decodeImage(rescaled);
  expect((await valuesOf(rescaled)).values).toEqual([...grey]);
});

it('floating point is spread over all steps, within half of one', async () => {
  const values = Float32Array.of(-0.5, 0.125, 3.75, 1e-3);
  const tiff = await sharp(new Uint8Array(values.buffer), {
    raw: { width: 4, height: 1, channels: 1, depth: 'float' } as never,
  })
    .toColourspace('b-w')
    .tiff({ compression: 'none' })
    .toBuffer();
  const { grey } = await decodeImage(new Uint8Array(tiff));
  const answer = await valuesOf(new Uint8Array(tiff));
  for (const [i, value] of answer.values.entries())
    expect(Math.abs(value - grey[i]!)).toBeLessThanOrEqual(answer.slope / 2 + 1e-6);
});

it('colour has no values, and says so', async () => {
  const colour = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
  await expect(renderImage(colour, { bits: 16 })).rejects.toMatchObject({ code: 'IMAGE_UNSUPPORTED' });
});
