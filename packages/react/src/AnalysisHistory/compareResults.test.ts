import { anAnalysis } from '@eventeye/client/testing';
import { describe, expect, it } from 'vitest';
import { compareResults } from './compareResults.js';

const result = anAnalysis({ outcome: 'MALIGNANT', malignancyProbability: 0.914 }).result!;

describe('two results beside one another', () => {
  it('are reproduced when model, picture and shown score are the same', () => {
    const { kind, differs } = compareResults(result, { ...result, malignancyProbability: 0.91402 });
    expect(kind).toBe('reproduced');
    expect(Object.values(differs)).not.toContain(true);
  });

  it('differ in the score by percentage points', () => {
    const later = { ...result, malignancyProbability: 0.514, outcome: 'INCONCLUSIVE' as const };
    const { kind, differs, probabilityChangePoints } = compareResults(result, later);
    expect(kind).toBe('same-model');
    expect(differs).toMatchObject({ outcome: true, malignancyProbability: true, model: false });
    expect(probabilityChangePoints).toBeCloseTo(-40);
  });

  it('come from two models when only the file behind one name changed', () => {
    const receipt = { ...result.receipt, modelSha256: 'f'.repeat(64) };
    expect(compareResults(result, { ...result, receipt }).kind).toBe('other-model');
  });
});
