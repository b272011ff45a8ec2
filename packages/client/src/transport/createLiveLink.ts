import { ApolloLink } from '@apollo/client/link';
import { type Client, createClient } from 'graphql-ws';
import { from, mergeMap } from 'rxjs';
import { createEventStreamLink } from './createEventStreamLink.js';
import { liveRequest } from './liveRequest.js';

/** A way in which the server tells what changes. */
export type LiveTransport = 'websocket' | 'sse';

/** Subscriptions over one WebSocket that opens with the first and closes after the last, or over Server-Sent Events. */
export interface LiveLink {
  /** Sends an operation by the transport that its context names: `{ live: 'sse' }`, else by WebSocket. */
  link: ApolloLink;
  /** Opens the WebSocket anew, with the tokens of the moment; running subscriptions are resumed. */
  reconnect(): void;
  /** False for a while after a transport failed; callers then take another one. */
  usable(transport: LiveTransport): boolean;
  /** Tells that a subscription failed for want of a connection. */
  failed(transport: LiveTransport): void;
  /** Tells that a subscription brought something. */
  worked(transport: LiveTransport): void;
  close(): Promise<void>;
}

/** Where to connect and as whom. */
export interface LiveLinkOptions {
  /** Address of GraphQL, `http(s)://`. */
  url: string;
  /** A WebSocket constructor; by default the global one, in Node before 22 that of the package `ws`. */
  webSocket?: unknown;
  fetch?: typeof fetch | undefined;
  connectionParams(): Promise<Record<string, unknown>>;
  /** Told when the server closed the WebSocket because the token has run out. */
  tokenExpired(): void;
}

const retries = 3;
/** How long a transport rests that has worked before: the server is being restarted, or the network is away. */
const restMs = 5_000;
/** And one that never has: something on the way does not let it through. */
const blockedRestMs = 60_000;
/** TOKEN_EXPIRED, as docs/subscriptions.md says. */
const tokenExpiredClose = 4403;

/** Makes the subscription side of a client; nothing connects before the first subscription. */
export function createLiveLink(options: LiveLinkOptions): LiveLink {
  let opened: Promise<Client> | undefined;
  let client: Client | undefined;
  const failedAt = { websocket: Number.NEGATIVE_INFINITY, sse: Number.NEGATIVE_INFINITY };
  const hasWorked = { websocket: false, sse: false };
  const open = async () => {
    const webSocketImpl = options.webSocket ?? globalThis.WebSocket ?? (await import('ws')).WebSocket;
    client = createClient({
      url: options.url.replace(/^http/, 'ws'),
      webSocketImpl,
      connectionParams: options.connectionParams,
      keepAlive: 20_000,
      connectionAckWaitTimeout: 10_000,
      retryAttempts: retries,
      // Where no WebSocket ever came through, the next transport is tried at once.
      shouldRetry: () => hasWorked.websocket,
      // Spread, so that many clients do not come back to a restarted server in the same instant.
      retryWait: (attempt) => delay(250 * 2 ** attempt * (0.5 + Math.random())),
      on: {
        connected: () => {
          hasWorked.websocket = true;
        },
        closed: (event) => {
          if ((event as { code?: number }).code === tokenExpiredClose) options.tokenExpired();
        },
      },
    });
    return client;
  };
  const webSocket = new ApolloLink((operation) => {
    opened ??= open();
    return from(opened).pipe(mergeMap((socket) => liveRequest(socket, operation)));
  });
  const { url, fetch } = options;
  return {
    link: ApolloLink.split(
      (operation) => operation.getContext().live === 'sse',
      createEventStreamLink({ url, fetch }),
      webSocket,
    ),
    reconnect: () => client?.terminate(),
    usable: (transport) =>
      performance.now() - failedAt[transport] > (hasWorked[transport] ? restMs : blockedRestMs),
    failed: (transport) => {
      failedAt[transport] = performance.now();
    },
    worked: (transport) => {
      hasWorked[transport] = true;
    },
    close: async () => {
      await client?.dispose();
    },
  };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
