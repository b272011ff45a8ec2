import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { attentionRegions } from '../explain/attentionRegions.js';
import { fitInto } from '../pipeline/fitInto.js';
import { greyDicom } from '../testing/greyDicom.js';
import { tinyManifest } from '../testing/tinyModel.js';
import type { AttentionMap } from '../types.js';
import { enlargeAttention } from './enlargeAttention.js';
import { renderHeatmap } from './renderHeatmap.js';
import { renderOverlay } from './renderOverlay.js';

const { input } = tinyManifest(new Uint8Array());
const shapes = [
  ['square', 448, 448],
  ['wide', 500, 200],
  ['tall', 150, 470],
  ['odd and wide', 333, 475],
  ['smaller than the input', 90, 60],
] as const;

/** Where the model saw the image, from the very function that prepares it, with attention in one cell. */
async function seen(width: number, height: number, column: number, row: number): Promise<AttentionMap> {
  const { content } = await fitInto(new Uint8Array(width * height), width, height, 1, input);
  const values = new Uint8Array(49);
  values[row * 7 + column] = 255;
  return { columns: 7, rows: 7, values, content, label: 'MALIGNANT' };
}

/** A pixel of the prepared input carried back to the image, by where `fitInto` put it: the inverse, written anew. */
function toImage(position: number, side: number, other: number): number {
  const scale = Math.min(224 / side, 224 / other);
  const fitted = Math.max(1, Math.round(side * scale));
  return ((position - Math.floor((224 - fitted) / 2)) / fitted) * side;
}

describe.each(shapes)('over a %s image', (_name, width, height) => {
  it('a cell lies where the model saw it', async () => {
    for (const [column, row] of [
      [3, 3],
      [2, 3],
      [3, 4],
    ] as const) {
      const values = enlargeAttention(await seen(width, height, column, row), width, height);
      // The centre of the cell in the prepared input, 32 pixels a cell, is where attention is strongest.
      const x = toImage(32 * column + 16, width, height);
      const y = toImage(32 * row + 16, height, width);
      if (!(x > 0 && x < width && y > 0 && y < height)) continue;
      expect(values[Math.floor(y) * width + Math.floor(x)]).toBeGreaterThan(250);
      const sum = { weight: 0, x: 0, y: 0, cut: false };
      for (let at = 0; at < values.length; at++) {
        if (values[at]! < 128) continue;
        const [column, row] = [at % width, Math.floor(at / width)];
        sum.cut ||= column === 0 || row === 0 || column === width - 1 || row === height - 1;
        sum.weight += values[at]!;
        sum.x += values[at]! * (column + 0.5);
        sum.y += values[at]! * (row + 0.5);
      }
      // The centre of what the edge of the image cuts off is another one.
      if (sum.cut) continue;
      const pixel = Math.max(1, Math.max(width, height) / 224);
      expect(Math.abs(sum.x / sum.weight - x)).toBeLessThan(pixel);
      expect(Math.abs(sum.y / sum.weight - y)).toBeLessThan(pixel);
    }
  });

  it('lies inside of the region that the result names', async () => {
    const map = await seen(width, height, 3, 3);
    const [region] = attentionRegions(map, width, height, 0);
    const values = enlargeAttention(map, width, height);
    let outside = 0;
    for (let at = 0; at < values.length; at++) {
      const x = (at % width) + 0.5;
      const y = Math.floor(at / width) + 0.5;
      const inside =
        x >= region!.x && x <= region!.x + region!.width && y >= region!.y && y <= region!.y + region!.height;
      if (values[at]! > 150 && !inside) outside += 1;
    }
    expect(outside).toBe(0);
  });
});

describe('an overlay', () => {
  const width = 60;
  const height = 30;
  const dicom = greyDicom(
    { width, height, samples: new Uint16Array(width * height).fill(100) },
    { WindowCenter: 128, WindowWidth: 256, PixelSpacing: [2, 1] },
  );
  const pixels = async (png: Uint8Array) => {
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    return {
      ...info,
      at: (x: number, y: number) => [
        ...data.subarray((y * info.width + x) * info.channels, (y * info.width + x + 1) * info.channels),
      ],
    };
  };

  it('shows the image where there is no attention, and more colour the higher the opacity', async () => {
    const map = await seen(width, height, 3, 3);
    const none = await pixels(await renderOverlay(dicom, map, { opacity: 0 }));
    expect(none).toMatchObject({ width, height, channels: 3 });
    expect(none.at(30, 15)).toEqual([100, 100, 100]);
    const full = await pixels(await renderOverlay(dicom, map, { opacity: 1 }));
    expect(full.at(1, 1)).toEqual([100, 100, 100]);
    // The strongest attention is the last colour.
    const [red, green, blue] = full.at(30, 15) as [number, number, number];
    expect(red).toBeGreaterThan(200);
    expect(green).toBeLessThan(60);
    expect(blue).toBeLessThan(40);
  });

  it('is what the heat map laid over the picture would be', async () => {
    const map = await seen(width, height, 2, 3);
    const heat = await pixels(await renderHeatmap(map, width, height));
    expect(heat.channels).toBe(4);
    const overlay = await pixels(await renderOverlay(dicom, map));
    for (const [x, y] of [
      [20, 15],
      [22, 12],
      [50, 5],
    ] as const) {
      const [red, green, blue, alpha] = heat.at(x, y) as [number, number, number, number];
      const expected = [red, green, blue].map((colour) => 100 + ((colour - 100) * alpha) / 255);
      for (const [i, value] of overlay.at(x, y).entries())
        expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1);
    }
  });

  it('has the proportions of the patient when square pixels are asked for', async () => {
    const map = await seen(width, height, 3, 3);
    expect(await pixels(await renderOverlay(dicom, map, { squarePixels: true }))).toMatchObject({
      width: 60,
      height: 60,
    });
    expect(await pixels(await renderOverlay(dicom, map, { squarePixels: true, maxSize: 30 }))).toMatchObject({
      width: 30,
      height: 30,
    });
  });
});

describe('a heat map', () => {
  it('is empty without attention and has the size of the image', async () => {
    const map: AttentionMap = {
      columns: 7,
      rows: 7,
      values: new Uint8Array(49),
      content: { left: 0, top: 0.25, width: 1, height: 0.5 },
      label: 'BENIGN',
    };
    const { data, info } = await sharp(await renderHeatmap(map, 301, 151))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 301, height: 151, channels: 4 });
    expect(data.filter((_value, i) => i % 4 === 3).every((alpha) => alpha === 0)).toBe(true);
  });

  it('of even attention is even, whatever part of the input the image filled', async () => {
    const map: AttentionMap = {
      columns: 7,
      rows: 7,
      values: new Uint8Array(49).fill(255),
      content: { left: 33 / 224, top: 0, width: 157 / 224, height: 1 },
      label: 'BENIGN',
    };
    expect(new Set(enlargeAttention(map, 333, 475))).toEqual(new Set([255]));
  });
});
