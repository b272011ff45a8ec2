/** Who listens to changes of what, by its id. */
export interface Topics {
  publish(id: string): void;
  /**
   * A state now and after every change of the topic, until `isLast` says that it was the last or the stream is ended. Of
   * several changes while the listener is busy, each is told.
   */
  states<T>(id: string, read: () => T, isLast: (state: T) => boolean): AsyncIterableIterator<T>;
}

/** Makes an empty set of topics. */
export function createTopics(): Topics {
  const listeners = new Map<string, Set<() => void>>();
  return {
    publish(id) {
      for (const listener of listeners.get(id) ?? []) listener();
    },
    states<T>(id: string, read: () => T, isLast: (state: T) => boolean) {
      const waiting: T[] = [read()];
      let wake: (() => void) | undefined;
      let ended = false;
      const listener = () => {
        waiting.push(read());
        wake?.();
      };
      const own = listeners.get(id) ?? new Set();
      listeners.set(id, own.add(listener));
      const stop = () => {
        ended = true;
        own.delete(listener);
        wake?.();
      };
      // By hand, not as a generator: `return` of a generator waits for the next value that it is waiting for itself.
      const iterator: AsyncIterableIterator<T> = {
        async next() {
          while (!ended || waiting.length > 0) {
            const value = waiting.shift();
            if (value !== undefined) {
              if (isLast(value)) stop();
              return { done: false, value };
            }
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
          return { done: true, value: undefined };
        },
        async return() {
          waiting.length = 0;
          stop();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]: () => iterator,
      };
      return iterator;
    },
  };
}
