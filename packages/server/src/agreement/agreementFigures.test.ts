import { describe, expect, it } from 'vitest';
import { agreementFigures, type CountedReadings } from './agreementFigures.js';
import { cohensKappa } from './cohensKappa.js';
import { effectiveCount } from './effectiveCount.js';
import { kappaInterval } from './kappaInterval.js';
import { wilsonInterval } from './wilsonInterval.js';

// Twelve patients: both benign, both malignant, result alone malignant, reader alone malignant.
const twelve = [
  [3, 0, 1, 0],
  [2, 0, 0, 0],
  [0, 4, 0, 0],
  [0, 1, 0, 1],
  [4, 0, 0, 0],
  [0, 3, 1, 0],
  [1, 1, 0, 0],
  [2, 0, 0, 1],
  [0, 2, 0, 0],
  [3, 0, 0, 0],
  [0, 3, 0, 1],
  [2, 2, 1, 0],
].map(([bothBenign = 0, bothMalignant = 0, resultOnly = 0, readerOnly = 0]) => ({
  bothBenign,
  bothMalignant,
  resultOnly,
  readerOnly,
}));

describe('Wilson’s interval', () => {
  // scipy 1.10.1: binomtest(k, n).proportion_ci(method='wilson').
  it.each([
    [81, 100, 0.7222115462093562, 0.8748524849023126],
    [10, 10, 0.7224672001371109, 1],
    [0, 7, 0, 0.35433043506668743],
    [3, 4, 0.30064184258240184, 0.9544127391902995],
  ])('of %i in %i is scipy’s', (agreeing, count, low, high) => {
    const interval = wilsonInterval(agreeing / count, count);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });
});

describe('Cohen’s kappa', () => {
  // scikit-learn 1.2.1: cohen_kappa_score.
  it.each([
    [50, 30, 8, 12, 0.584026622296173],
    [9, 1, 0, 0, 1],
    [5, 5, 5, 5, 0],
    [2, 3, 10, 10, -0.6025641025641024],
  ])('of %i, %i, %i, %i is scikit-learn’s', (bothBenign, bothMalignant, resultOnly, readerOnly, kappa) => {
    expect(cohensKappa({ bothBenign, bothMalignant, resultOnly, readerOnly })).toBeCloseTo(kappa, 12);
  });

  it('is not told where chance alone agrees always', () => {
    expect(cohensKappa({ bothBenign: 9, bothMalignant: 0, resultOnly: 0, readerOnly: 0 })).toBeNull();
    expect(cohensKappa({ bothBenign: 0, bothMalignant: 0, resultOnly: 0, readerOnly: 0 })).toBeNull();
  });

  it('has the interval of 200,000 resamples of patients with numpy, within what 1,000 leave open', () => {
    const interval = kappaInterval(twelve);
    expect(Math.abs(interval!.low - 0.49745781)).toBeLessThan(0.05);
    expect(Math.abs(interval!.high - 0.84462151)).toBeLessThan(0.05);
    expect(kappaInterval(twelve)).toEqual(interval);
  });

  it('has no interval with fewer than ten patients', () => {
    expect(kappaInterval(twelve.slice(0, 9))).toBeNull();
  });
});

describe('slices of one patient', () => {
  it('are worth less than their number when they agree or disagree together', () => {
    // numpy: 50 / ((5 / 4) * sum((a - 0.64 n)^2) / 50^2 / (0.64 * 0.36 / 50)).
    const alike = [10, 0, 10, 10, 2].map((agreeing) => ({ pairs: 10, agreeing }));
    expect(effectiveCount(alike)).toBeCloseTo(4.645161290322581, 12);
  });

  it('are never worth more than their number, and only as patients where all agree', () => {
    const even = [1, 1, 1, 1].map((agreeing) => ({ pairs: 2, agreeing }));
    expect(effectiveCount(even)).toBe(8);
    expect(
      effectiveCount([
        { pairs: 40, agreeing: 40 },
        { pairs: 60, agreeing: 60 },
      ]),
    ).toBe(2);
    expect(effectiveCount([{ pairs: 40, agreeing: 31 }])).toBe(1);
  });
});

describe('the figures', () => {
  const row = (
    patientId: string,
    outcome: CountedReadings['outcome'],
    label: CountedReadings['label'],
    count: number,
  ) => ({
    patientId,
    outcome,
    label,
    count,
  });

  it('count abstentions and open readings, and take them for neither right nor wrong', () => {
    const figures = agreementFigures([
      row('a', 'BENIGN', 'BENIGN', 3),
      row('a', 'INCONCLUSIVE', 'MALIGNANT', 2),
      row('b', 'MALIGNANT', 'BENIGN', 1),
      row('b', 'MALIGNANT', 'UNSURE', 4),
      row('c', 'OUT_OF_SCOPE', 'UNSURE', 1),
    ]);
    expect(figures).toMatchObject({
      readings: 11,
      patients: 3,
      compared: 4,
      comparedPatients: 2,
      abstentions: 3,
      unsure: 5,
      kappa: null,
    });
    expect(figures.agreement?.value).toBe(0.75);
    expect(figures.cells).toHaveLength(12);
    expect(figures.cells.reduce((sum, { count }) => sum + count, 0)).toBe(11);
    expect(figures.cells).toContainEqual({ outcome: 'MALIGNANT', label: 'UNSURE', count: 4 });
  });

  it('give no share where nothing can be compared', () => {
    expect(agreementFigures([row('a', 'INCONCLUSIVE', 'BENIGN', 5)])).toMatchObject({
      compared: 0,
      agreement: null,
      kappa: null,
    });
  });
});
