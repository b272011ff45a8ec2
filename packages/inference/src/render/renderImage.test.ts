import { createPhantom, renderSlice, writeStudy } from '@eventeye/phantom';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { greyDicom } from '../testing/greyDicom.js';
import { renderImage } from './renderImage.js';
import type { RenderOptions } from './renderTypes.js';

const phantom = createPhantom({ seed: 5, lesion: 'MALIGNANT', slices: 3, size: 96 });
const instances = [...writeStudy(phantom, { phases: ['post1'] })];

async function greysOf(bytes: Uint8Array, options: RenderOptions = {}) {
  const png = await renderImage(bytes, options);
  const { channels } = await sharp(png).metadata();
  const { data, info } = await sharp(png)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...info, greys: [...data] };
}

/** PS3.3 C.11.2.1.2.1, written as the standard's pseudo code has it. */
function linear(x: number, c: number, w: number): number {
  if (x <= c - 0.5 - (w - 1) / 2) return 0;
  if (x > c - 0.5 + (w - 1) / 2) return 255;
  return Math.round(((x - (c - 0.5)) / (w - 1) + 0.5) * 255);
}

describe('a phantom slice', () => {
  it.each([
    [300, 600],
    [1000, 200],
    [50.5, 1],
    [700, 33.3],
  ])('at window %s / %s has the greys of the LINEAR function', async (windowCenter, windowWidth) => {
    const { sliceIndex, bytes } = instances[1]!;
    const values = [...renderSlice(phantom, 'post1', sliceIndex)];
    const { greys, channels, width, height } = await greysOf(bytes, { windowCenter, windowWidth });
    expect({ channels, width, height }).toEqual({ channels: 1, width: 96, height: 96 });
    expect(greys).toEqual(values.map((value) => linear(value, windowCenter, windowWidth)));
    const inverse = await greysOf(bytes, { windowCenter, windowWidth, invert: true });
    expect(inverse.greys).toEqual(greys.map((grey) => 255 - grey));
  });
});

describe('frames and windows', () => {
  const samples = Uint16Array.of(0, 100, 200, 300, 1000, 1100, 1200, 1300);
  const twoFrames = greyDicom(
    { width: 2, height: 2, frames: 2, samples },
    { WindowCenter: [150.5, 1150.5], WindowWidth: [301, 301] },
  );

  it('each frame is its own', async () => {
    expect((await greysOf(twoFrames, { frame: 0 })).greys).toEqual([0, 85, 170, 255]);
    expect((await greysOf(twoFrames, { frame: 1 })).greys).toEqual([255, 255, 255, 255]);
  });

  it('each window of the file can be chosen, and is applied', async () => {
    expect((await greysOf(twoFrames, { frame: 1, windowIndex: 1 })).greys).toEqual([0, 85, 170, 255]);
    expect((await greysOf(twoFrames, { windowIndex: 0 })).greys).toEqual([0, 85, 170, 255]);
  });

  it('a rescaled image is windowed in modality units', async () => {
    const rescaled = greyDicom(
      { width: 2, height: 2, samples: samples.slice(0, 4) },
      { RescaleSlope: 2, RescaleIntercept: -100 },
    );
    // Modality values -100, 100, 300, 500.
    const { greys } = await greysOf(rescaled, { windowCenter: 200.5, windowWidth: 601 });
    expect(greys).toEqual([0, 85, 170, 255]);
  });

  it('MONOCHROME1 is white where its values are low, and inverting it turns that round', async () => {
    const negative = greyDicom(
      { width: 2, height: 2, samples: samples.slice(0, 4) },
      { PhotometricInterpretation: 'MONOCHROME1', WindowCenter: 150.5, WindowWidth: 301 },
    );
    expect((await greysOf(negative)).greys).toEqual([255, 170, 85, 0]);
    expect((await greysOf(negative, { invert: true })).greys).toEqual([0, 85, 170, 255]);
  });

  it('what the image does not have is refused with the argument’s name', async () => {
    const refused = (options: RenderOptions) => renderImage(twoFrames, options);
    await expect(refused({ frame: 2 })).rejects.toMatchObject({ code: 'FRAME_OUT_OF_RANGE' });
    await expect(refused({ windowIndex: 2 })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      path: ['windowIndex'],
    });
  });
});

describe('plain pictures', () => {
  it('colour and 8-bit grey come as they are, inverted when asked', async () => {
    const rgb = Uint8Array.of(10, 20, 30, 200, 100, 0);
    const colour = await sharp(rgb, { raw: { width: 2, height: 1, channels: 3 } })
      .png()
      .toBuffer();
    expect((await greysOf(colour)).greys).toEqual([...rgb]);
    expect((await greysOf(colour, { invert: true })).greys).toEqual([245, 235, 225, 55, 155, 255]);
    const grey = await sharp(Uint8Array.of(10, 20, 30, 40), { raw: { width: 4, height: 1, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect((await greysOf(grey)).greys).toEqual([10, 20, 30, 40]);
  });
});

describe('size', () => {
  const tall = greyDicom(
    { width: 40, height: 20, samples: new Uint16Array(800).fill(7) },
    { PixelSpacing: [1.5, 0.5] },
  );

  it('maxSize bounds the longest side, keeps proportions and never enlarges', async () => {
    expect(await greysOf(tall, { maxSize: 10 })).toMatchObject({ width: 10, height: 5 });
    expect(await greysOf(tall, { maxSize: 500 })).toMatchObject({ width: 40, height: 20 });
  });

  it('squarePixels shows an image of tall pixels in its true proportions', async () => {
    expect(await greysOf(tall, { squarePixels: true })).toMatchObject({ width: 40, height: 60 });
    expect(await greysOf(tall, { squarePixels: true, maxSize: 30 })).toMatchObject({ width: 20, height: 30 });
    const wide = greyDicom(
      { width: 40, height: 20, samples: new Uint16Array(800) },
      { PixelAspectRatio: [1, 2] },
    );
    expect(await greysOf(wide, { squarePixels: true })).toMatchObject({ width: 80, height: 20 });
  });
});
