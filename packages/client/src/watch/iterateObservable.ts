import type { Observable } from 'rxjs';

/** Settings of {@link iterateObservable}. */
export interface IterateOptions {
  signal?: AbortSignal | undefined;
  /** Time in which the first value must come. */
  firstWithinMs: number;
}

/**
 * The values of an observable one after the other; leaving the loop unsubscribes. Throws what the observable fails
 * with, the signal's reason, or an Error when nothing came in time.
 */
export async function* iterateObservable<T>(
  observable: Observable<T>,
  { signal, firstWithinMs }: IterateOptions,
): AsyncGenerator<T, void, undefined> {
  signal?.throwIfAborted();
  const values: T[] = [];
  let end: { error?: unknown } | undefined;
  let wake = () => {};
  const finish = (reason: { error?: unknown }) => {
    end ??= reason;
    wake();
  };
  const timer = setTimeout(() => finish({ error: new Error('Nothing came in time.') }), firstWithinMs);
  const abort = () => finish({ error: signal?.reason });
  signal?.addEventListener('abort', abort);
  const subscription = observable.subscribe({
    next: (value) => {
      clearTimeout(timer);
      values.push(value);
      wake();
    },
    error: (error) => finish({ error }),
    complete: () => finish({}),
  });
  try {
    for (;;) {
      while (values.length > 0) yield values.shift()!;
      if (end) {
        if ('error' in end) throw end.error;
        return;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    subscription.unsubscribe();
  }
}
