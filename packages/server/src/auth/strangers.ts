import { backOffSeconds } from './backOff.js';

const most = 10_000;
const attempts = new Map<string, { failures: number; lockedUntil: Date | null }>();

/**
 * Failed sign-ins with names that have no account, kept in memory and limited in number. They are slowed down exactly
 * like real ones; otherwise being slowed down would tell that an account exists.
 */
export const strangers = {
  lockedUntil(email: string): Date | null {
    return attempts.get(email)?.lockedUntil ?? null;
  },
  countFailure(email: string, now: Date): void {
    const failures = (attempts.get(email)?.failures ?? 0) + 1;
    const wait = backOffSeconds(failures);
    attempts.delete(email);
    attempts.set(email, {
      failures,
      lockedUntil: wait > 0 ? new Date(now.getTime() + wait * 1000) : null,
    });
    const oldest = attempts.keys().next().value;
    if (attempts.size > most && oldest !== undefined) attempts.delete(oldest);
  },
};
