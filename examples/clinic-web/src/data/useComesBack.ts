import { failureKindOf, type QueryState } from '@eventeye/client/react';
import { useEffect, useRef } from 'react';

const longestWaitMs = 5_000;

/** Asks again by itself while the server can not be reached, so that a page comes back when the network or the server does. */
export function useComesBack({ error, retry, state }: QueryState<unknown>): void {
  const isAway = error !== undefined && failureKindOf(error) === 'offline';
  const waitMs = useRef(500);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure has an error of its own, and is tried again.
  useEffect(() => {
    if (!isAway) {
      waitMs.current = 500;
      return;
    }
    const again = () => retry();
    const timer = setTimeout(again, waitMs.current);
    waitMs.current = Math.min(waitMs.current * 2, longestWaitMs);
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [isAway, error, state, retry]);
}
