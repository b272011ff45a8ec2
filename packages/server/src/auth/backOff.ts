const freeAttempts = 5;
const longestSeconds = 15 * 60;

/**
 * How long sign-in stays closed after so many failures in a row: nothing for the first four, then 2 s doubling up to
 * 15 minutes. Long enough to stop guessing, short enough that nobody can lock a clinician out for a shift.
 */
export function backOffSeconds(failures: number): number {
  if (failures < freeAttempts) return 0;
  return Math.min(longestSeconds, 2 ** Math.min(failures - freeAttempts + 1, 20));
}
