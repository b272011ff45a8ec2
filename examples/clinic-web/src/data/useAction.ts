import { EventEyeError } from '@eventeye/client';
import { useCallback, useRef, useState } from 'react';

/** Something that a person lets the server do. */
export interface Action<A extends unknown[], T> {
  isRunning: boolean;
  error: EventEyeError | undefined;
  /** Does it, unless it is being done; undefined when it was refused. */
  run(...given: A): Promise<T | undefined>;
}

/** Runs a call once at a time, and keeps the refusal for showing. */
export function useAction<A extends unknown[], T>(act: (...given: A) => Promise<T>): Action<A, T> {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<EventEyeError>();
  const busy = useRef(false);
  const latest = useRef(act);
  latest.current = act;
  const run = useCallback(async (...given: A) => {
    if (busy.current) return undefined;
    busy.current = true;
    setRunning(true);
    setError(undefined);
    try {
      return await latest.current(...given);
    } catch (thrown) {
      if (!EventEyeError.is(thrown)) throw thrown;
      setError(thrown);
      return undefined;
    } finally {
      busy.current = false;
      setRunning(false);
    }
  }, []);
  return { isRunning, error, run };
}
