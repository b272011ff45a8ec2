import { describe, expect, it } from 'vitest';
import type { AnalysisOutcome } from './analysis.js';
import { suggestBiRads } from './biRads.js';
import { findingsOf } from './findings.js';
import { recommendationsFor } from './recommendations.js';

const source = { malignancyProbability: 0.8, scopeReason: null, regionCount: 1, isDemonstration: true };
const outcomes: AnalysisOutcome[] = ['BENIGN', 'MALIGNANT', 'INCONCLUSIVE', 'OUT_OF_SCOPE'];

describe('findingsOf', () => {
  it('says first of all that the model is a demonstration', () => {
    for (const outcome of outcomes) {
      expect(findingsOf({ ...source, outcome })[0]).toMatchObject({
        code: 'DEMONSTRATION_MODEL',
        severity: 'WARNING',
      });
    }
    expect(findingsOf({ ...source, outcome: 'BENIGN', isDemonstration: false })[0]?.code).toBe(
      'LOW_PROBABILITY',
    );
  });

  it('says why an image is out of scope and nothing of attention then', () => {
    const codes = findingsOf({ ...source, outcome: 'OUT_OF_SCOPE', scopeReason: 'COLOUR_IMAGE' }).map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['DEMONSTRATION_MODEL', 'COLOUR_IMAGE']);
    expect(findingsOf({ ...source, outcome: 'OUT_OF_SCOPE', scopeReason: 'NEW_GATE' })[1]?.code).toBe(
      'NOT_IN_SCOPE',
    );
  });

  it('tells an empty map from one with areas', () => {
    const last = (regionCount: number) => findingsOf({ ...source, outcome: 'MALIGNANT', regionCount }).at(-1);
    expect(last(0)?.code).toBe('NO_ATTENTION');
    expect(last(2)).toMatchObject({ code: 'ATTENTION_AREAS', params: { count: 2 } });
  });
});

describe('suggestBiRads', () => {
  it('never narrows a score to one category, and never assigns what needs a biopsy result', () => {
    for (const outcome of outcomes.filter((one) => one !== 'OUT_OF_SCOPE')) {
      for (const probability of [0, 0.02, 0.5, 0.94, 0.95, 1]) {
        const { categories } = suggestBiRads(outcome, probability);
        expect(categories.length).toBeGreaterThan(1);
        expect(categories).not.toContain('6');
      }
    }
    expect(suggestBiRads('OUT_OF_SCOPE', 0.99).categories).toEqual(['0']);
  });

  it.each([
    ['BENIGN', 0.01, ['2', '3']],
    ['BENIGN', 0.08, ['3', '4A']],
    ['INCONCLUSIVE', 0.3, ['4A', '4B', '4C']],
    ['INCONCLUSIVE', 0.8, ['4B', '4C', '5']],
    ['MALIGNANT', 0.7, ['4B', '4C']],
    ['MALIGNANT', 0.97, ['4C', '5']],
  ] as const)('of %s with %f follows the probability', (outcome, probability, categories) => {
    expect(suggestBiRads(outcome, probability).categories).toEqual(categories);
  });

  it('holds category 5 only from 95 % on', () => {
    expect(suggestBiRads('MALIGNANT', 0.949).categories).not.toContain('5');
    expect(suggestBiRads('MALIGNANT', 0.95).categories).toContain('5');
  });
});

describe('recommendationsFor', () => {
  it('always leaves the decision to the reader', () => {
    for (const outcome of outcomes) expect(recommendationsFor(outcome)).toContain('READER_DECIDES');
  });
});
