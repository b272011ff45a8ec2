import { describe, expect, it } from 'vitest';
import { createCohort } from './cohort.js';

describe('createCohort', () => {
  it('draws as many benign as malignant patients, in an order that tells nothing', () => {
    const classes = Array.from(createCohort({ seed: 4, patients: 40 }), (it) => it.truth.lesion!.class);
    expect(classes.filter((it) => it === 'BENIGN')).toHaveLength(20);
    const malignantFirst = classes.filter((it, i) => i % 2 === 0 && it === 'MALIGNANT').length;
    expect(malignantFirst).toBeGreaterThan(2);
    expect(malignantFirst).toBeLessThan(18);
  });

  it('shares no patient between cohorts of different seeds', () => {
    const seeds = [1, 2, 3].flatMap((seed) =>
      Array.from(createCohort({ seed, patients: 20 }), (it) => it.seed),
    );
    expect(new Set(seeds).size).toBe(60);
  });

  it('draws one class, or none, when asked', () => {
    const [normal] = createCohort({ seed: 1, patients: 1, lesion: null });
    expect(normal!.truth.lesion).toBeNull();
    const benign = Array.from(createCohort({ seed: 1, patients: 4, lesion: 'BENIGN' }));
    expect(benign.every((it) => it.truth.lesion!.class === 'BENIGN')).toBe(true);
  });

  it('refuses numbers out of range', () => {
    expect(() => [...createCohort({ seed: -1, patients: 1 })]).toThrow('0 to 99999');
    expect(() => [...createCohort({ seed: 1, patients: Number.NaN })]).toThrow('1 to 10000');
    expect(() => [...createCohort({ seed: 1, patients: 1, size: 5000 })]).toThrow('size');
  });
});
