import type { EventEyeError } from '@eventeye/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { asEventEyeError } from './asEventEyeError.js';

/** What a hook that changes something gives. */
export type ActionState<A extends unknown[], T> = (
  | { state: 'idle'; data?: undefined; error?: undefined }
  | { state: 'running'; data?: undefined; error?: undefined }
  | { state: 'done'; data: T; error?: undefined }
  | { state: 'failed'; data?: undefined; error: EventEyeError }
) & {
  /** Does it. @returns what came of it, or undefined when it failed: `error` says why. Never throws. */
  run(...given: A): Promise<T | undefined>;
  /** Back to `idle`, for example when a form is opened again. */
  reset(): void;
};

type Phase<T> =
  | { state: 'idle' }
  | { state: 'running' }
  | { state: 'done'; data: T }
  | { state: 'failed'; error: EventEyeError };

/**
 * Any method of the client as a state: for forms and buttons.
 *
 * @example
 * const { administration } = useEventEye();
 * const create = useAction(administration.createUser);
 * <button disabled={create.state === 'running'} onClick={() => create.run(input)}>
 */
export function useAction<A extends unknown[], T>(action: (...given: A) => Promise<T>): ActionState<A, T> {
  const [phase, setPhase] = useState<Phase<T>>({ state: 'idle' });
  const latest = useRef({ action, number: 0 });
  useEffect(() => {
    latest.current.action = action;
  });
  const run = useCallback(async (...given: A) => {
    latest.current.number += 1;
    const { number } = latest.current;
    /** Of several at once, the last one asked for is shown. */
    const show = (next: Phase<T>) => {
      if (number === latest.current.number) setPhase(next);
    };
    show({ state: 'running' });
    try {
      const data = await latest.current.action(...given);
      show({ state: 'done', data });
      return data;
    } catch (cause) {
      show({ state: 'failed', error: asEventEyeError(cause) });
      return undefined;
    }
  }, []);
  const reset = useCallback(() => {
    latest.current.number += 1;
    setPhase({ state: 'idle' });
  }, []);
  return useMemo(() => ({ ...phase, run, reset }), [phase, run, reset]);
}
