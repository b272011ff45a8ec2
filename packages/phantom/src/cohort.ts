import type { LesionClass } from './lesion.js';
import { createPhantom, type Phantom } from './phantom.js';
import { createRandom } from './random.js';

/** A cohort of phantom patients. */
export interface CohortOptions {
  /** 0 to 99999. Cohorts of different seeds share no patient. */
  seed: number;
  /** 1 to 10000. */
  patients: number;
  /** One class for all, or both in equal parts (the default). */
  lesion?: LesionClass | null | 'MIXED';
  size?: number;
}

/**
 * Draws the patients of a cohort one after the other. Patients come in pairs of one benign and one malignant lesion
 * in random order, so a cohort is balanced and the number of a patient says nothing about the class.
 * @throws RangeError when an option is out of its range.
 */
export function* createCohort(options: CohortOptions): Generator<Phantom> {
  const { seed, patients, lesion = 'MIXED', size } = options;
  if (!Number.isInteger(seed) || seed < 0 || seed > 99_999) {
    throw new RangeError("The cohort's seed must be a whole number from 0 to 99999.");
  }
  if (!Number.isInteger(patients) || patients < 1 || patients > 10_000) {
    throw new RangeError('The number of patients must be a whole number from 1 to 10000.');
  }
  for (let i = 0; i < patients; i++) {
    const benignFirst = createRandom(seed, 'cohort', i >> 1).chance(0.5);
    const drawn: LesionClass = (i % 2 === 0) === benignFirst ? 'BENIGN' : 'MALIGNANT';
    yield createPhantom({
      seed: seed * 10_000 + i,
      lesion: lesion === 'MIXED' ? drawn : lesion,
      ...(size === undefined ? {} : { size }),
    });
  }
}
