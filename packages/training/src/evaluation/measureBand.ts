import type { Manifest } from '@eventeye/inference';
import type { Case } from './metrics.js';

/** What the thresholds do to some cases, as shares of 0..1. */
export interface BandShares {
  /** Of all cases, those called INCONCLUSIVE. */
  inconclusive: number;
  /** Of malignant cases, those called BENIGN. */
  malignantCalledBenign: number;
  /** Of benign cases, those called MALIGNANT. */
  benignCalledMalignant: number;
}

/** Counts what falls on either side of the INCONCLUSIVE band. NaN where a class is absent. */
export function measureBand(cases: readonly Case[], thresholds: Manifest['thresholds']): BandShares {
  const { benignBelow, malignantFrom } = thresholds;
  const share = (of: readonly Case[], wanted: (probability: number) => boolean) =>
    of.filter(({ probability }) => wanted(probability)).length / of.length;
  return {
    inconclusive: share(cases, (p) => p >= benignBelow && p < malignantFrom),
    malignantCalledBenign: share(
      cases.filter(({ malignant }) => malignant),
      (p) => p < benignBelow,
    ),
    benignCalledMalignant: share(
      cases.filter(({ malignant }) => !malignant),
      (p) => p >= malignantFrom,
    ),
  };
}
