import { EventEyeError } from '@eventeye/core';

/** The answer while the door is closed after wrong passwords. */
export function tooManyAttempts(lockedUntil: Date, now: Date): EventEyeError {
  const retryAfterSeconds = Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000));
  return new EventEyeError(
    'QUOTA_EXCEEDED',
    `Too many failed attempts. Try again in ${retryAfterSeconds} s.`,
    { retryAfterSeconds },
  );
}
