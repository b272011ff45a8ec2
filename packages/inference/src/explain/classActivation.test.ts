import { describe, expect, it } from 'vitest';
import { attentionRegions } from './attentionRegions.js';
import { classActivation } from './classActivation.js';

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
