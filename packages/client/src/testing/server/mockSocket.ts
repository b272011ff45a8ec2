import type { Weather } from './mockFetch.js';
import { delay } from './mockFetch.js';
import type { MockResult, MockServer } from './mockServer.js';

/** A message of the protocol `graphql-transport-ws`. */
interface Message {
  id?: string;
  type: string;
  payload?: unknown;
}

/** What {@link createMockSockets} makes. */
export interface MockSockets {
  /** In place of the global one. */
  WebSocket: unknown;
  cutAll(): void;
}

/** A WebSocket class that speaks `graphql-transport-ws` with a mock server, and a way to cut all of its connections. */
export function createMockSockets(server: MockServer, weather: Weather): MockSockets {
  const open = new Set<MockSocket>();

  class MockSocket {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readyState: number = MockSocket.CONNECTING;
    readonly protocol = 'graphql-transport-ws';
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: string }) => void) | null = null;
    onerror: ((event: { type: string; target: unknown }) => void) | null = null;
    onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | null = null;
    #token: string | null = null;
    readonly #streams = new Map<string, AsyncIterator<MockResult>>();

    constructor() {
      open.add(this);
      void delay(weather.latencyMs).then(() => {
        if (weather.offline) return this.cut();
        this.readyState = MockSocket.OPEN;
        this.onopen?.();
      });
    }

    send(text: string): void {
      const message = JSON.parse(text) as Message;
      if (message.type === 'connection_init') {
        const { authorization } = (message.payload ?? {}) as { authorization?: string };
        this.#token = authorization?.replace(/^Bearer /, '') ?? null;
        this.#answer({ type: 'connection_ack' });
      } else if (message.type === 'ping') this.#answer({ type: 'pong' });
      else if (message.type === 'subscribe') void this.#subscribe(message);
      else if (message.type === 'complete') void this.#streams.get(message.id!)?.return?.();
    }

    close(code = 1000, reason = ''): void {
      if (this.readyState === MockSocket.CLOSED) return;
      this.readyState = MockSocket.CLOSED;
      open.delete(this);
      for (const stream of this.#streams.values()) void stream.return?.();
      queueMicrotask(() => this.onclose?.({ code, reason, wasClean: code === 1000 }));
    }

    /** As when the network goes away. */
    cut(): void {
      this.onerror?.({ type: 'error', target: this });
      this.close(1006);
    }

    async #subscribe({ id, payload }: Message) {
      let states: AsyncIterable<MockResult> | MockResult;
      try {
        states = await server.subscribe(payload as { query: string }, this.#token);
      } catch (error) {
        states = { errors: [{ message: String(error), extensions: { code: 'INTERNAL' } }] };
      }
      if (!(Symbol.asyncIterator in states)) {
        // A subscription that does not begin is told by `error`, as the protocol says.
        this.#answer({ id: id!, type: 'error', payload: states.errors ?? [] });
        return;
      }
      const iterator = states[Symbol.asyncIterator]();
      this.#streams.set(id!, iterator);
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        this.#answer({ id: id!, type: 'next', payload: next.value });
      }
      this.#streams.delete(id!);
      this.#answer({ id: id!, type: 'complete' });
    }

    #answer(message: Message) {
      void delay(weather.latencyMs).then(() => {
        if (this.readyState === MockSocket.OPEN) this.onmessage?.({ data: JSON.stringify(message) });
      });
    }
  }

  return {
    WebSocket: MockSocket,
    cutAll() {
      for (const socket of [...open]) socket.cut();
    },
  };
}
