import type { Prediction } from '@eventeye/inference';
import { describe, expect, it } from 'vitest';
import type { AIAnalysisResult } from '../database/client.js';
import { compareResult } from './compareResult.js';

const receipt = {
  imageSha256: 'i',
  inputTensorSha256: 't',
  modelSha256: 'm',
  preprocessing: 'p/1',
  runtime: 'r/1',
};
const region = { x: 8, y: 16, width: 32, height: 32, score: 0.7, frame: 0 };
const computed: Prediction = {
  outcome: 'MALIGNANT',
  probabilities: [
    { label: 'BENIGN', probability: 0.2 },
    { label: 'MALIGNANT', probability: 0.8 },
  ],
  predictedLabel: 'MALIGNANT',
  confidence: 0.8,
  malignancyProbability: 0.8,
  scope: { inScope: true, reason: null },
  attention: {
    columns: 2,
    rows: 1,
    values: new Uint8Array([3, 255]),
    content: { left: 0, top: 0, width: 1, height: 1 },
    label: 'MALIGNANT',
  },
  regions: [region],
  frame: 0,
  width: 64,
  height: 64,
  timings: { decodeMs: 0, preprocessMs: 0, inferenceMs: 0, totalMs: 0 },
  receipt,
};
const stored = {
  outcome: 'MALIGNANT',
  probabilities: computed.probabilities,
  predictedLabel: 'MALIGNANT',
  confidence: 0.8,
  malignancyProbability: 0.8,
  scopeReason: null,
  biRadsCategories: [] as string[],
  attention: { rows: 1, columns: 2, label: 'MALIGNANT', content: { top: 0, left: 0, height: 1, width: 1 } },
  attentionValues: new Uint8Array([3, 255]),
  regions: [Object.fromEntries(Object.entries(region).reverse())],
  ...receipt,
} as unknown as AIAnalysisResult;
const members = (change: object, recomputed: Partial<Prediction> = {}) =>
  compareResult({ ...stored, ...bands, ...change } as AIAnalysisResult, { ...computed, ...recomputed }).map(
    ({ member, isWithinTolerance }) => `${member} ${isWithinTolerance}`,
  );
// Whatever the domain suggests for this probability, as it would have been stored.
const bands = {
  biRadsCategories: (
    compareResult(stored, computed).find(({ member }) => member === 'biRads')?.recomputed ?? ''
  ).split(','),
};

describe('comparing a result with its recomputation', () => {
  it('finds nothing where nothing is another, whatever the order of members in the database', () => {
    expect(members({})).toEqual([]);
  });

  it('tells what lies within the tolerance from what does not', () => {
    expect(members({ malignancyProbability: 0.80005 })).toEqual(['malignancyProbability true']);
    expect(members({ malignancyProbability: 0.8002 })).toEqual(['malignancyProbability false']);
    expect(members({ attentionValues: new Uint8Array([4, 255]) })).toEqual(['attentionValues true']);
    expect(members({ attentionValues: new Uint8Array([5, 255]) })).toEqual(['attentionValues false']);
    expect(members({ attentionValues: new Uint8Array([3]) })).toEqual(['attentionValues false']);
    expect(members({ regions: [{ ...region, x: 9 }] })).toEqual(['regions true']);
    expect(members({ regions: [{ ...region, x: 10 }] })).toEqual(['regions false']);
    expect(members({ regions: [{ ...region, score: 0.71 }] })).toEqual(['regions false']);
    expect(members({ regions: [] })).toEqual(['regions false']);
  });

  it('explains by another runtime neither an outcome nor a band nor a hash', () => {
    expect(members({ runtime: 'r/2' })).toEqual(['runtime true']);
    expect(members({ outcome: 'BENIGN', biRadsCategories: ['X'], inputTensorSha256: 'u' })).toEqual([
      'inputTensorSha256 false',
      'outcome false',
      'biRads false',
    ]);
  });

  it('compares the probabilities label by label', () => {
    const [benign, malignant] = computed.probabilities;
    expect(members({ probabilities: [malignant, benign] })).toEqual(['probabilities false']);
    expect(members({ probabilities: [benign, { ...malignant!, probability: 0.80001 }] })).toEqual([
      'probabilities true',
    ]);
  });
});
