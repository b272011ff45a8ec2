import type { EventEmitter } from 'node:events';
import { EventEyeError } from '@eventeye/core';

/** Rows that may wait for one slow reader; a patient has fewer analyses. */
const mostWaiting = 10_000;

/**
 * What an emitter tells from the moment of the call, until `signal` aborts. Messages say that a row changed, and whoever hears
 * them reads the row: of several about the same row that wait, one is enough. So a slow reader costs no more memory than there
 * are rows, and still hears of the last change of each.
 *
 * The iterator throws QUOTA_EXCEEDED when changes of more rows wait than anyone will read.
 */
export function collectLatest<Message>(
  emitter: EventEmitter,
  name: string,
  signal?: AbortSignal,
  most = mostWaiting,
): AsyncIterable<Message> {
  const waiting = new Map<string, Message>();
  let overflown = false;
  let ended = false;
  let wake = () => {};
  const heard = (message: Message) => {
    const key = JSON.stringify(message);
    // Behind the others: who changes all the time does not keep them waiting.
    waiting.delete(key);
    waiting.set(key, message);
    if (waiting.size > most) {
      overflown = true;
      waiting.clear();
      emitter.off(name, heard);
    }
    wake();
  };
  const end = () => {
    ended = true;
    emitter.off(name, heard);
    waiting.clear();
    wake();
  };
  emitter.on(name, heard);
  if (signal?.aborted) end();
  else signal?.addEventListener('abort', end, { once: true });
  return (async function* () {
    try {
      while (!ended) {
        if (overflown) throw tooSlow();
        const [first] = waiting;
        if (first) {
          waiting.delete(first[0]);
          yield first[1];
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      end();
    }
  })();
}

function tooSlow(): EventEyeError {
  return new EventEyeError(
    'QUOTA_EXCEEDED',
    'Too many changes wait to be read. Subscribe again, and read faster.',
    {
      retryAfterSeconds: 1,
    },
  );
}
