import type { Page } from '@eventeye/client';
import { EventEyeError } from '@eventeye/core';
import { useCallback, useEffect, useState } from 'react';

/** A list with all its pages. */
export interface WholeList<T> {
  /** Undefined until the last page is there. */
  items: readonly T[] | undefined;
  error: EventEyeError | undefined;
  /** Asks for all of it again; what was there stays until the new list is whole, so that nothing jumps. */
  retry(): void;
}

/**
 * All pages of a list, asked for one after another. Not through the cache: addresses of pictures run out, and a list of half a
 * series is of no use to a viewer.
 *
 * @param key what the list is of; another one begins anew, and undefined asks for nothing.
 * @param ask must not change with each render.
 */
export function useWholeList<T>(
  key: string | undefined,
  ask: (key: string, page: { first: number; after: string | null }) => Promise<Page<T>>,
): WholeList<T> {
  const [seen, setSeen] = useState<{ key: string; items?: readonly T[]; error?: EventEyeError }>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again.
  useEffect(() => {
    if (key === undefined) return;
    let isCurrent = true;
    const read = async () => {
      const items: T[] = [];
      let after: string | null = null;
      do {
        const page: Page<T> = await ask(key, { first: 100, after });
        if (!isCurrent) return;
        items.push(...page.nodes);
        after = page.hasNextPage ? page.endCursor : null;
      } while (after !== null);
      setSeen({ key, items });
    };
    read().catch((cause: unknown) => {
      if (!isCurrent) return;
      const error = asError(cause);
      setSeen((before) => (before?.key === key ? { ...before, error } : { key, error }));
    });
    return () => {
      isCurrent = false;
    };
  }, [key, ask, attempt]);
  const retry = useCallback(() => {
    setSeen((before) => (before?.items ? { key: before.key, items: before.items } : undefined));
    setAttempt((number) => number + 1);
  }, []);
  const current = seen?.key === key ? seen : undefined;
  return { items: current?.items, error: current?.error, retry };
}

function asError(cause: unknown): EventEyeError {
  return EventEyeError.is(cause)
    ? cause
    : new EventEyeError('INTERNAL', 'The series can not be listed. Try again.', { cause });
}
