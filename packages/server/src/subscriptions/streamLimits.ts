/** Bounds of open streams; `docs/subscriptions.md` tells clients. Times in ms. */
export const streamLimits = {
  /** Streams of this process: WebSockets, and subscriptions over SSE. */
  streams: 5_000,
  /** Streams of one token, or of one address without a good one. */
  streamsPerCaller: 50,
  /** Operations under way on one WebSocket. */
  operationsPerSocket: 1_000,
  /** Bytes of one message from a client. */
  messageBytes: 256 * 1024,
  /** In which a client has to send `connection_init`. */
  initTimeoutMs: 10_000,
  /** Between two signs of life that proxies see. A WebSocket that does not answer one until the next is ended. */
  keepAliveMs: 15_000,
  /** After which the rights of an open stream are looked up again, also when it has nothing to tell. */
  recheckMs: 30_000,
  /** A WebSocket without an operation is closed after it. */
  idleMs: 600_000,
  /** Bytes that wait for one client to read them. */
  waitingBytes: 4 * 1024 * 1024,
  /** Without taking a byte, a client of SSE is given up after it; a WebSocket's is by `keepAliveMs`. */
  stalledMs: 60_000,
  /** For clients to say goodbye when the server stops. */
  drainMs: 3_000,
} as const;

/** The bounds; tests make them smaller. */
export type StreamLimits = { [Name in keyof typeof streamLimits]: number };
