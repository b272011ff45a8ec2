import { type AnalysisStatus, isFinal } from '@eventeye/core';

/**
 * An iterable that stops what feeds it when its reader goes, also when the reader goes before the first item: a
 * generator that was never started does not run its `finally`.
 *
 * @param open begins to collect and makes the iterable; what it collects with ends when `signal` aborts.
 */
export async function watch<T>(
  open: (signal: AbortSignal) => Promise<AsyncGenerator<T>>,
): Promise<AsyncIterableIterator<T>> {
  const ended = new AbortController();
  const source = await open(ended.signal).catch((error: unknown) => {
    ended.abort();
    throw error;
  });
  const iterator: AsyncIterableIterator<T> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      try {
        const item = await source.next();
        if (item.done) ended.abort();
        return item;
      } catch (error) {
        ended.abort();
        throw error;
      }
    },
    async return() {
      // Before the source is told: it may be waiting for a change that never comes.
      ended.abort();
      return source.return(undefined);
    },
  };
  return iterator;
}

/**
 * Watches a row to its final state: `event` at once, then with every change, and nothing after the final one. Subscribes
 * before it reads: a change between the two is then seen twice rather than never.
 *
 * @throws what `missing` makes when the row is not there.
 */
export function watchToEnd<T>(
  event: T,
  subscribe: (signal: AbortSignal) => AsyncIterable<unknown>,
  find: () => Promise<{ status: AnalysisStatus } | null>,
  missing: () => Error,
): Promise<AsyncIterableIterator<T>> {
  return watch(async (signal) => {
    const changes = subscribe(signal);
    const first = await find();
    if (!first) throw missing();
    return (async function* () {
      yield event;
      if (isFinal(first.status)) return;
      for await (const _ of changes) {
        // Read before it is told: nothing follows the final state.
        const now = await find();
        yield event;
        if (!now || isFinal(now.status)) return;
      }
    })();
  });
}
