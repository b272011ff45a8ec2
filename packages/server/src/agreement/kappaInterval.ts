import { cohensKappa, type PairCounts } from './cohensKappa.js';
import type { Interval } from './wilsonInterval.js';

const resamples = 1_000;
/** With fewer patients, resampling them says little. */
export const fewestPatients = 10;

/**
 * 95 % interval of kappa by resampling patients with replacement (percentile bootstrap, Efron and Tibshirani 1993, chapter 13),
 * so that the likeness of one patient's slices widens it. The same data give the same interval. Null with fewer than ten
 * patients, or where more than one resample in twenty has no kappa.
 */
export function kappaInterval(patients: readonly PairCounts[]): Interval | null {
  if (patients.length < fewestPatients) return null;
  const random = generator(20_261_123);
  const found: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const sum: PairCounts = { bothBenign: 0, bothMalignant: 0, resultOnly: 0, readerOnly: 0 };
    for (let draw = 0; draw < patients.length; draw += 1) {
      const patient = patients[Math.floor(random() * patients.length)]!;
      sum.bothBenign += patient.bothBenign;
      sum.bothMalignant += patient.bothMalignant;
      sum.resultOnly += patient.resultOnly;
      sum.readerOnly += patient.readerOnly;
    }
    const kappa = cohensKappa(sum);
    if (kappa !== null) found.push(kappa);
  }
  if (found.length < resamples * 0.95) return null;
  found.sort((one, other) => one - other);
  const at = (share: number) => found[Math.round(share * (found.length - 1))]!;
  return { low: at(0.025), high: at(0.975) };
}

/** mulberry32: small, and good enough to draw patients with. From 0 to below 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
