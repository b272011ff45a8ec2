import { EventEyeError } from '@eventeye/core';
import type { Caller } from '../services.js';

/** Who is behind an open stream, looked at again as long as it is open. */
export interface StandingCaller {
  /** The caller with the rights of this moment. Throws why there is none any more. */
  now(): Promise<Caller | null>;
  /** Looks no more. */
  stop(): void;
}

/**
 * Follows a caller whose stream has just opened. A token that runs out, a session that was ended or a key that was revoked
 * is noticed at the moment it runs out, with every event, and at the latest after `recheckMs`.
 *
 * @param look authenticates again, with what the stream was opened with. Remembered look-ups make it cheap.
 * @param lost is told once, when the caller is not who they were any more.
 */
export function followCaller(
  first: Caller | null,
  look: () => Promise<{ caller: Caller | null; rejection: EventEyeError | null }>,
  lost: (reason: EventEyeError) => void,
  recheckMs: number,
): StandingCaller {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    stopped = true;
    clearTimeout(timer);
  };
  const now = async () => {
    if (!first) return null;
    const { caller, rejection } = await look();
    if (caller?.userId === first.userId) return caller;
    const reason = rejection ?? new EventEyeError('UNAUTHENTICATED', 'The session has ended. Sign in again.');
    if (!stopped) {
      stop();
      lost(reason);
    }
    throw reason;
  };
  const arm = () => {
    if (stopped || !first) return;
    const left = first.token.expiresAt ? first.token.expiresAt.getTime() - Date.now() : recheckMs;
    // A little later than the token says, which counts whole seconds.
    timer = setTimeout(
      () =>
        void now()
          .catch(() => {})
          .then(arm),
      Math.min(Math.max(left, 0) + 20, recheckMs),
    );
    timer.unref();
  };
  arm();
  return { now, stop };
}
