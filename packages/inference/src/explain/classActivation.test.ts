import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { attentionRegions } from './attentionRegions.js';
import { classActivation } from './classActivation.js';
import { renderHeatmap } from './renderHeatmap.js';

const whole = { left: 0, top: 0, width: 1, height: 1 };
const outputs = {
  logits: 'logits',
  features: 'features',
  featureShape: [2, 2, 2] as [number, number, number],
};
/** Two channels of 2 x 2 cells. */
const features = Float32Array.of(1, 2, 3, 4, 0, 1, 0, 2);

describe('classActivation', () => {
  it('is the weighted sum of the features, negative parts cut, scaled to its maximum', () => {
    // label 1: 1 * channel 0 - 3 * channel 1 = [1, -1, 3, -2]
    const weights = Float32Array.of(9, 9, 1, -3);
    const map = classActivation(features, weights, outputs, { index: 1, name: 'MALIGNANT' }, whole);
    expect([...map.values]).toEqual([85, 0, 255, 0]);
  });

  it('is all zero where nothing speaks for the label', () => {
    const map = classActivation(
      features,
      Float32Array.of(-1, -1, 0, 0),
      outputs,
      { index: 0, name: 'BENIGN' },
      whole,
    );
    expect([...map.values]).toEqual([0, 0, 0, 0]);
  });
});

describe('attentionRegions', () => {
  const map = (values: number[], content = whole) => ({
    columns: 4,
    rows: 2,
    values: Uint8Array.from(values),
    content,
    label: 'MALIGNANT',
  });

  it('joins neighbouring cells and keeps separate ones apart, the strongest first', () => {
    const regions = attentionRegions(map([130, 0, 0, 255, 140, 0, 0, 0]), 400, 200, 2);
    expect(regions).toEqual([
      { x: 300, y: 0, width: 100, height: 100, score: 1, frame: 2 },
      { x: 0, y: 0, width: 100, height: 200, score: 135 / 255, frame: 2 },
    ]);
  });

  it('maps cells through the padding to image pixels', () => {
    const content = { left: 0.25, top: 0, width: 0.5, height: 1 };
    // The first cell lies in the padding, the second begins where the image does.
    const [region, ...others] = attentionRegions(map([255, 0, 0, 0, 0, 255, 0, 0], content), 100, 200, 0);
    expect(others).toEqual([]);
    expect(region).toMatchObject({ x: 0, y: 100, width: 50, height: 100 });
  });
});

describe('renderHeatmap', () => {
  it('is transparent without attention and opaque towards the peak, at the size of the image', async () => {
    const values = new Uint8Array(49);
    values[10] = 255; // second row, fourth cell of seven
    const png = await renderHeatmap(
      { columns: 7, rows: 7, values, content: whole, label: 'MALIGNANT' },
      140,
      70,
    );
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 140, height: 70, channels: 4 });
    const alpha = (x: number, y: number) => data[4 * (y * 140 + x) + 3]!;
    expect(alpha(70, 15)).toBeGreaterThan(120);
    expect(alpha(5, 60)).toBe(0);
  });

  it("fits images that do not fill the model's square", async () => {
    for (const [content, width, height] of [
      [{ left: 0, top: 0.25, width: 1, height: 0.5 }, 301, 151],
      [{ left: 33 / 224, top: 0, width: 157 / 224, height: 1 }, 333, 475],
    ] as const) {
      const values = new Uint8Array(49).fill(255);
      const png = await renderHeatmap(
        { columns: 7, rows: 7, values, content, label: 'BENIGN' },
        width,
        height,
      );
      expect(await sharp(png).metadata()).toMatchObject({ width, height });
    }
  });
});
