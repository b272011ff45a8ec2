/** A time point of the dynamic series: before contrast, or one of the passes after it. */
export type Phase = 'pre' | 'post1' | 'post2' | 'post3' | 'post4';

/** Every phase in the order of acquisition. */
export const phases: readonly [Phase, ...Phase[]] = ['pre', 'post1', 'post2', 'post3', 'post4'];

/** Seconds from injection to the centre of k-space of each phase; the pre-contrast one lies before it. */
export const phaseSeconds: Readonly<Record<Phase, number>> = {
  pre: -60,
  post1: 90,
  post2: 180,
  post3: 270,
  post4: 360,
};

/**
 * Relative enhancement (signal over pre-contrast signal, minus 1) at a phase: `initial` at post1, then linear in time
 * to `initial * (1 + delayed)` at post4. A `delayed` above +0.1 is persistent, below -0.1 washout, plateau between,
 * as in the BI-RADS lexicon's delayed phase.
 */
export function enhancementAt(phase: Phase, initial: number, delayed: number): number {
  if (phase === 'pre') return 0;
  const t = (phaseSeconds[phase] - phaseSeconds.post1) / (phaseSeconds.post4 - phaseSeconds.post1);
  return initial * (1 + delayed * t);
}
