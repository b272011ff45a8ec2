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
