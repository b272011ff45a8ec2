import type { ServerResponse } from 'node:http';
import type { StreamLimits } from './streamLimits.js';

/** One answer of Server-Sent Events (HTML standard, 9.2), by the distinct connections mode of graphql-sse. */
export interface EventStream {
  /** Sends one result; resolves when the client has room for the next, false when it is gone. */
  next(payload: object): Promise<boolean>;
  /** Says that nothing follows, and ends. */
  complete(): void;
  /** Ends so that the client connects again. */
  interrupt(comment: string): void;
}

/** Begins an event stream. @param gone is called once, when the client left, was given up, or everything was said. */
export function openEventStream(
  response: ServerResponse,
  { keepAliveMs, stalledMs }: Pick<StreamLimits, 'keepAliveMs' | 'stalledMs'>,
  gone: () => void,
): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // `no-transform`: a proxy that compresses would hold events back. `x-accel-buffering` says the same to nginx.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  // Some browsers do not open a stream before its first byte.
  response.write(':\n\n');
  // What waits is not added to: who does not read needs no sign of life.
  const comment = setInterval(() => {
    if (response.writableLength === 0) response.write(':\n\n');
  }, keepAliveMs);
  comment.unref();
  response.once('close', () => {
    clearInterval(comment);
    gone();
  });
  const room = () =>
    new Promise<boolean>((resolve) => {
      const settle = (open: boolean) => () => {
        clearTimeout(timer);
        response.off('drain', drained);
        response.off('close', left);
        resolve(open);
      };
      const drained = settle(true);
      const left = settle(false);
      const timer = setTimeout(() => response.destroy(), stalledMs);
      response.on('drain', drained);
      response.on('close', left);
    });
  return {
    next: async (payload) => {
      if (response.destroyed || response.writableEnded) return false;
      if (response.write(`event: next\ndata: ${JSON.stringify(payload)}\n\n`)) return true;
      return room();
    },
    complete() {
      if (!response.writableEnded) response.end('event: complete\ndata:\n\n');
    },
    interrupt(text) {
      if (!response.writableEnded) response.end(`: ${text}\nretry: 1000\n\n`);
    },
  };
}
