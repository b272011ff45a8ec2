const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Waits after each failed attempt, ms: ten attempts within about a day. */
const waitsMs = [
  5_000,
  30_000,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
];

/**
 * When to try again after so many failed attempts; null when it was the last. Spread by a fifth, so that the messages of an
 * hour of silence do not all come in the same second.
 *
 * @param random in [0, 1).
 */
export function nextAttempt(attempts: number, now: Date, random: number): Date | null {
  const wait = waitsMs[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait * (0.8 + 0.4 * random));
}
