import { ApolloLink } from '@apollo/client/link';
import { type Client, createClient } from 'graphql-ws';
import { from, mergeMap } from 'rxjs';
import { liveRequest } from './liveRequest.js';

/** Subscriptions over one WebSocket that opens with the first and closes after the last. */
export interface LiveLink {
  link: ApolloLink;
  /** Opens the connection anew, with the tokens of the moment; running subscriptions are resumed. */
  reconnect(): void;
  /** False for a while after a connection failed; callers then ask over HTTP. */
  usable(): boolean;
  /** Tells that a subscription failed for want of a connection. */
  failed(): void;
  close(): Promise<void>;
}

/** Where to connect and as whom. */
export interface LiveLinkOptions {
  /** Address of GraphQL, `http(s)://`. */
  url: string;
  /** A WebSocket constructor; by default the global one, in Node before 22 that of the package `ws`. */
  webSocket?: unknown;
  connectionParams(): Promise<Record<string, unknown>>;
}

const retries = 3;
const restMs = 5_000;

/** Makes the subscription side of a client; nothing connects before the first subscription. */
export function createLiveLink(options: LiveLinkOptions): LiveLink {
  let opened: Promise<Client> | undefined;
  let client: Client | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  const open = async () => {
    const webSocketImpl = options.webSocket ?? globalThis.WebSocket ?? (await import('ws')).WebSocket;
    client = createClient({
      url: options.url.replace(/^http/, 'ws'),
      webSocketImpl,
      connectionParams: options.connectionParams,
      keepAlive: 20_000,
      connectionAckWaitTimeout: 10_000,
      retryAttempts: retries,
      shouldRetry: () => true,
      // Spread, so that many clients do not come back to a restarted server in the same instant.
      retryWait: (attempt) => delay(250 * 2 ** attempt * (0.5 + Math.random())),
    });
    return client;
  };
  const link = new ApolloLink((operation) => {
    opened ??= open();
    return from(opened).pipe(mergeMap((socket) => liveRequest(socket, operation)));
  });
  return {
    link,
    reconnect: () => client?.terminate(),
    usable: () => performance.now() - failedAt > restMs,
    failed: () => {
      failedAt = performance.now();
    },
    close: async () => {
      await client?.dispose();
    },
  };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
