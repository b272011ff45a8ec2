import { describe, expect, it } from 'vitest';
import type { Manifest } from '../manifest/schema.js';
import { postprocess } from './postprocess.js';

const manifest = {
  labels: [
    { name: 'BENIGN', malignant: false },
    { name: 'MALIGNANT', malignant: true },
  ],
  calibration: { method: 'temperature', temperature: 2 },
  thresholds: { benignBelow: 0.3, malignantFrom: 0.7 },
} as Manifest;
const logitsFor = (probability: number) => Float32Array.of(0, 2 * Math.log(probability / (1 - probability)));

describe('postprocess', () => {
  it('divides by the temperature before the softmax', () => {
    expect(postprocess(logitsFor(0.8), manifest, true).malignancyProbability).toBeCloseTo(0.8, 6);
  });

  it('adds the bias of each label after the temperature', () => {
    const biased = {
      ...manifest,
      calibration: { method: 'bias-corrected-temperature', temperature: 2, bias: [0, -1] },
    } as Manifest;
    const { malignancyProbability } = postprocess(Float32Array.of(0, 3), biased, true);
    expect(malignancyProbability).toBeCloseTo(1 / (1 + Math.exp(-(3 / 2 - 1))), 6);
  });

  it.each([
    [0.29, 'BENIGN'],
    [0.31, 'INCONCLUSIVE'],
    [0.69, 'INCONCLUSIVE'],
    [0.71, 'MALIGNANT'],
  ])('of %f makes %s', (probability, outcome) => {
    expect(postprocess(logitsFor(probability), manifest, true).outcome).toBe(outcome);
  });

  it('names the arg max even when it abstains', () => {
    const judgement = postprocess(logitsFor(0.6), manifest, false);
    expect(judgement).toMatchObject({ outcome: 'OUT_OF_SCOPE', predicted: { name: 'MALIGNANT', index: 1 } });
    expect(judgement.confidence).toBeCloseTo(0.6, 6);
  });

  it('sums the labels that are marked malignant and survives huge logits', () => {
    const three = {
      ...manifest,
      calibration: { method: 'temperature' as const, temperature: 1 },
      labels: [...manifest.labels, { name: 'INVASIVE', malignant: true }],
    };
    const judgement = postprocess(Float32Array.of(1000, 1000, 1000), three, true);
    expect(judgement.malignancyProbability).toBeCloseTo(2 / 3, 6);
    expect(judgement.probabilities.map(({ probability }) => probability).every(Number.isFinite)).toBe(true);
  });
});
