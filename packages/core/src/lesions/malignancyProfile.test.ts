import { expect, it } from 'vitest';
import type { AnalysedSlice } from './analysedSlice.js';
import { malignancyProfile } from './malignancyProfile.js';

it('shows every slice as it is: raw values, abstentions and failures with their names, gaps as gaps', () => {
  const slice = (index: number, more: Partial<AnalysedSlice>): AnalysedSlice => ({
    index,
    positionMm: index * 2,
    status: 'SUCCEEDED',
    outcome: 'BENIGN',
    malignancyProbability: 0.25,
    regions: [],
    ...more,
  });
  const profile = malignancyProfile([
    slice(3, { status: 'FAILED', outcome: null, malignancyProbability: null }),
    slice(0, {}),
    slice(2, { outcome: 'OUT_OF_SCOPE', malignancyProbability: 0.99 }),
    slice(1, { outcome: 'INCONCLUSIVE', malignancyProbability: 0.5, positionMm: null }),
  ]);
  expect(profile).toEqual([
    { index: 0, positionMm: 0, status: 'SUCCEEDED', outcome: 'BENIGN', malignancyProbability: 0.25 },
    { index: 1, positionMm: null, status: 'SUCCEEDED', outcome: 'INCONCLUSIVE', malignancyProbability: 0.5 },
    { index: 2, positionMm: 4, status: 'SUCCEEDED', outcome: 'OUT_OF_SCOPE', malignancyProbability: null },
    { index: 3, positionMm: 6, status: 'FAILED', outcome: null, malignancyProbability: null },
  ]);
});
