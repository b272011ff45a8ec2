import { EventEyeError } from '@eventeye/core';

/** Lets so many work at a time. */
export interface Turns {
  /**
   * Runs the work when it is its turn; the longest waiting is next. Whoever aborts while waiting gives up its place.
   *
   * @throws EventEyeError ENGINE_OVERLOADED with `retryAfterSeconds` when too many wait; the signal's reason; what `work` throws.
   */
  take<Value>(work: () => Promise<Value>, signal: AbortSignal): Promise<Value>;
}

/** Turns for `places` at a time and at most `maxWaiting` behind them. */
export function createTurns(places: number, maxWaiting: number): Turns {
  const waiting = new Set<() => void>();
  let inside = 0;

  const enter = (signal: AbortSignal): Promise<void> | undefined => {
    if (inside < places) {
      inside += 1;
      return undefined;
    }
    if (waiting.size >= maxWaiting) {
      throw new EventEyeError(
        'ENGINE_OVERLOADED',
        `${maxWaiting} pictures wait to be drawn. Try again in a moment.`,
        { retryAfterSeconds: 1 },
      );
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      waiting.add(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  };

  return {
    async take(work, signal) {
      signal.throwIfAborted();
      await enter(signal);
      try {
        return await work();
      } finally {
        const [next] = waiting;
        if (next) {
          // The place goes over to the next, so nobody can slip in between.
          waiting.delete(next);
          next();
        } else inside -= 1;
      }
    },
  };
}
