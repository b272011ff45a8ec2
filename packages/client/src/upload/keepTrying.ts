import { EventEyeError } from '@eventeye/core';
import { toEventEyeError } from '../errors/toEventEyeError.js';
import { pause } from '../watch/pause.js';

/**
 * Does something again while the server can not be reached, sooner when a browser says that it is online again. Throws what
 * it fails with otherwise, and NETWORK_FAILED when the server stays away for longer than `maxOfflineMs`.
 *
 * @param work called with a function that tells of progress, from which the waiting is counted anew.
 */
export async function keepTrying<T>(
  work: (reached: () => void) => Promise<T>,
  { maxOfflineMs, signal }: { maxOfflineMs: number; signal?: AbortSignal | undefined },
): Promise<T> {
  let reachedAt = performance.now();
  let waitMs = 250;
  const reached = () => {
    reachedAt = performance.now();
    waitMs = 250;
  };
  for (;;) {
    try {
      return await work(reached);
    } catch (cause) {
      signal?.throwIfAborted();
      const error = toEventEyeError(cause);
      const gaveUp = performance.now() - reachedAt + waitMs > maxOfflineMs;
      if (!EventEyeError.is(error, 'NETWORK_FAILED') || gaveUp) throw error;
    }
    await pause(waitMs, signal);
    waitMs = Math.min(waitMs * 2, 10_000);
  }
}
