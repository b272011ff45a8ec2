import { type EventEyeError, isFinal } from '@eventeye/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Watched, WatchOptions } from '../watch/watchAnalysis.js';
import { asEventEyeError } from './asEventEyeError.js';
import type { QueryState } from './queryState.js';

type Follow<T> = (id: string, options: WatchOptions) => AsyncIterable<T>;

/**
 * Something that runs to an end, as it changes: its state now, then each change. Survives lost connections; leaving the page
 * ends the watch. Idle without an id.
 *
 * @param follow must be the same function with each render.
 */
export function useFollowed<T extends Watched>(follow: Follow<T>, id: string | undefined): QueryState<T> {
  const [seen, setSeen] = useState<{ id?: string | undefined; data?: T; error?: EventEyeError }>({});
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt watches again.
  useEffect(() => {
    if (id === undefined) return;
    const controller = new AbortController();
    const { signal } = controller;
    const watch = async () => {
      try {
        for await (const data of follow(id, { signal })) setSeen({ id, data });
      } catch (cause) {
        if (signal.aborted) return;
        const error = asEventEyeError(cause);
        // The last state stays: it is true until a newer one is known.
        setSeen((before) => (before.id === id ? { ...before, error } : { id, error }));
      }
    };
    void watch();
    return () => controller.abort();
  }, [follow, id, attempt]);
  const retry = useCallback(() => {
    setSeen(({ id: shown, data }) => (data ? { id: shown, data } : {}));
    setAttempt((number) => number + 1);
  }, []);
  return useMemo<QueryState<T>>(() => {
    if (id === undefined) return { state: 'idle', retry };
    if (seen.id !== id) return { state: 'loading', retry };
    const { data, error } = seen;
    if (data && (!error || error.retryable)) {
      return { state: 'ready', data, error, isRefreshing: !error && !isFinal(data.status), retry };
    }
    if (error) return { state: 'failed', error, retry };
    return { state: 'loading', retry };
  }, [id, seen, retry]);
}
