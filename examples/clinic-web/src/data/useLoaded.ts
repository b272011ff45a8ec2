import { EventEyeError } from '@eventeye/client';
import { type DependencyList, useCallback, useEffect, useRef, useState } from 'react';

/** What was asked of the server: there, on the way, or refused. The last answer stays while a new one is asked for. */
export interface Loaded<T> {
  state: 'loading' | 'ready' | 'failed';
  data: T | undefined;
  /** Why there is none, or none newer. */
  error: EventEyeError | undefined;
  /** Asks again; the answer before stays until there is another. */
  reload(): void;
}

const longestWaitMs = 5_000;

/**
 * Asks the server, and again whenever `dependencies` change. While the server can not be reached it goes on asking by itself,
 * so that a page comes back when the network does.
 */
export function useLoaded<T>(load: () => Promise<T>, dependencies: DependencyList): Loaded<T> {
  const [answer, setAnswer] = useState<Omit<Loaded<T>, 'reload'>>({
    state: 'loading',
    data: undefined,
    error: undefined,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller's dependencies say when to ask again.
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitMs = 500;
    const ask = async () => {
      try {
        const data = await latest.current();
        if (!isOver) setAnswer({ state: 'ready', data, error: undefined });
      } catch (error) {
        if (isOver) return;
        if (!EventEyeError.is(error)) throw error;
        setAnswer((before) => ({ state: before.data ? 'ready' : 'failed', data: before.data, error }));
        if (!EventEyeError.is(error, 'NETWORK_FAILED')) return;
        timer = setTimeout(ask, waitMs);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
      }
    };
    setAnswer((before) => ({ ...before, state: before.data ? 'ready' : 'loading', error: undefined }));
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [...dependencies, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...answer, reload };
}
