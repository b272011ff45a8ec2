import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { silentLog } from '../testing/openTestDatabase.js';
import { serveSubscriptions } from './serveSubscriptions.js';
import { type StreamLimits, streamLimits } from './streamLimits.js';
import { watchedAnalysis, watchQuery } from './testing/watched.js';

/** Some 200 KB an answer, so that what is not read does not fit into the system's buffers. */
const large = (operation: string) =>
  `${operation} ($id: ID!) { ${operation === 'query' ? 'analysis(id: $id)' : 'analysisUpdated(analysisId: $id)'} {
    ${Array.from({ length: 10 }, (_, i) => `a${i}: error { message }`).join(' ')} } }`;

describe.each(databaseKinds)('a stream is closed, on the %s database,', (kind) => {
  let server: TestServer;
  let token: string;
  let watched: Awaited<ReturnType<typeof watchedAnalysis>>;
  beforeAll(async () => {
    server = await startTestServer(kind);
    const member = await server.member('CLINICIAN');
    token = member.token;
    watched = await watchedAnalysis(server, member.caller.organizationId);
    await watched.change({ errorCode: 'INTERNAL', errorMessage: 'x'.repeat(20_000), errorRetryable: true });
  });
  afterAll(() => server.close());
  const servers: { http: Server; end(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const { http, end } of servers.splice(0)) {
      await end();
      http.closeAllConnections();
      http.close();
    }
  });

  /** The doors of subscriptions over the same services, with limits of their own. */
  async function doors(limits: Partial<StreamLimits>) {
    const app = express();
    const http = createServer(app);
    const all = { ...streamLimits, drainMs: 50, ...limits };
    const { routes, end } = serveSubscriptions(http, '/graphql', server.services, silentLog, all);
    app.use(routes);
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    servers.push({ http, end });
    return (http.address() as AddressInfo).port;
  }
  /** A WebSocket that has said who it is. */
  async function open(port: number) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
    const closed = once(socket, 'close').then(([code, reason]) => `${code} ${String(reason).split(':')[0]}`);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    const acknowledged = new Promise<void>((resolve) => void socket.once('message', () => resolve()));
    await Promise.race([
      acknowledged,
      closed.then((reason) => {
        throw new Error(`closed before it began: ${reason}`);
      }),
    ]);
    const ask = (id: string, query: string) =>
      socket.send(
        JSON.stringify({ id, type: 'subscribe', payload: { query, variables: { id: watched.analysisId } } }),
      );
    return { socket, closed, ask };
  }

  it('when nothing was asked for long, and not while something is watched', async () => {
    const port = await doors({ idleMs: 1000, keepAliveMs: 1000 });
    const busy = await open(port);
    busy.ask('1', watchQuery);
    await once(busy.socket, 'message');
    const idle = await open(port);
    expect(await idle.closed).toBe('1000 IDLE');
    expect(busy.socket.readyState).toBe(WebSocket.OPEN);
    // What it watched is over: then it is idle too.
    busy.socket.send(JSON.stringify({ id: '1', type: 'complete' }));
    expect(await busy.closed).toBe('1000 IDLE');
  });

  it('when it asks for more than it reads: what waits for it is bounded', async () => {
    const port = await doors({ waitingBytes: 1024 * 1024 });
    const slow = await open(port);
    slow.socket.pause();
    const before = process.memoryUsage();
    for (let i = 0; i < 200; i++) slow.ask(String(i), large('query'));
    // Another is served meanwhile.
    const other = await open(port);
    other.ask('1', large('query'));
    const [text] = await once(other.socket, 'message');
    expect(JSON.parse(String(text))).toMatchObject({ type: 'next' });
    await expect.poll(() => other.socket.readyState).toBe(WebSocket.OPEN);
    slow.socket.resume();
    expect(await slow.closed).toBe('1013 TOO_SLOW');
    const after = process.memoryUsage();
    const grown = after.external + after.arrayBuffers - before.external - before.arrayBuffers;
    process.stdout.write(`200 answers of 200 KB that nobody read: ${Math.round(grown / 1e6)} MB\n`);
    other.socket.terminate();
  });

  it('when it does not answer pings: nobody is there, or nobody reads', async () => {
    const port = await doors({ keepAliveMs: 500, streamsPerCaller: 1 });
    const gone = await open(port);
    gone.ask('1', watchQuery);
    await once(gone.socket, 'message');
    gone.socket.pause();
    // Its seat is free again, without a word of it.
    await expect
      .poll(async () => {
        const next = await open(port).catch(() => null);
        const isOpen = next?.socket.readyState === WebSocket.OPEN;
        next?.socket.terminate();
        return isOpen;
      })
      .toBe(true);
    gone.socket.resume();
    expect(await gone.closed).toMatch(/^1006/);
  });

  it('when it is one of events that nobody reads', async () => {
    const port = await doors({ stalledMs: 50, streamsPerCaller: 1 });
    const body = JSON.stringify({ query: large('subscription'), variables: { id: watched.analysisId } });
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    const headers = [
      'POST /graphql/stream HTTP/1.1',
      'Host: localhost',
      'Accept: text/event-stream',
      'Content-Type: application/json',
      `Authorization: Bearer ${token}`,
      `Content-Length: ${body.length}`,
    ];
    socket.write(`${headers.join('\r\n')}\r\n\r\n${body}`);
    await once(socket, 'data');
    socket.pause();
    const another = () =>
      fetch(`http://127.0.0.1:${port}/graphql/stream`, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
        },
        body: JSON.stringify({ query: '{ viewer { id } }' }),
      });
    const first = await another();
    expect(first.ok).toBe(false);
    await first.body?.cancel();
    const tell = setInterval(() => void watched.tell().catch(() => {}), 5);
    try {
      await expect
        .poll(
          async () => {
            const response = await another();
            await response.body?.cancel();
            return response.ok;
          },
          { timeout: 15_000 },
        )
        .toBe(true);
    } finally {
      clearInterval(tell);
    }
    socket.destroy();
  });
});
