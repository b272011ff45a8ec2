import { type Case, groupByPatient } from './metrics.js';

/**
 * Draws patients with replacement, each with all their cases: slices of one patient are not independent. Draws that lack a
 * class are drawn again.
 *
 * @yields `draws` times as many patients as there are.
 */
export function* resamplePatients<C extends Case>(
  cases: readonly C[],
  draws: number,
  seed: number,
): Generator<C[]> {
  const groups = [...groupByPatient(cases).values()];
  const random = mulberry32(seed);
  for (let made = 0; made < draws; ) {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)]!);
    const malignant = drawn.filter((one) => one.malignant).length;
    if (malignant === 0 || malignant === drawn.length) continue;
    made += 1;
    yield drawn;
  }
}

/** A small seeded generator of numbers in 0..1 (mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
