import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { watchedAnalysis } from './testing/watched.js';

/** Some 200 KB a message, so that what is not read does not fit into the system's buffers. */
const query = `subscription ($id: ID!) {
  analysisUpdated(analysisId: $id) {
    status progress ${Array.from({ length: 10 }, (_, i) => `a${i}: error { message }`).join(' ')}
  }
}`;
const changes = 2_000;

describe.each(databaseKinds)('a reader that does not read, on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.close());

  it('costs little memory, harms nobody, and has the final state when it reads on', async () => {
    const { caller, token } = await server.member('CLINICIAN');
    const watched = await watchedAnalysis(server, caller.organizationId);
    await watched.change({ errorCode: 'INTERNAL', errorMessage: 'x'.repeat(20_000), errorRetryable: true });
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const states: { status: string; progress: number }[] = [];
    const complete = new Promise<void>((resolve) => {
      socket.on('message', (text) => {
        const { type, payload } = JSON.parse(String(text));
        if (type === 'connection_ack') {
          const message = {
            id: '1',
            type: 'subscribe',
            payload: { query, variables: { id: watched.analysisId } },
          };
          socket.send(JSON.stringify(message));
        }
        if (type === 'next') {
          states.push(payload.data.analysisUpdated);
          // After the first, nothing is read any more.
          if (states.length === 1) socket.pause();
        }
        if (type === 'complete') resolve();
      });
    });
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await expect.poll(() => states.length).toBe(1);

    const other = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    const seen = other.iterate<{ analysisUpdated: { status: string } }>({
      query: 'subscription ($id: ID!) { analysisUpdated(analysisId: $id) { status progress } }',
      variables: { id: watched.analysisId },
    });
    await seen.next();

    const before = process.memoryUsage();
    for (let change = 0; change < changes; change += 50) {
      await Promise.all(Array.from({ length: 50 }, () => watched.tell()));
    }
    await watched.change({ status: 'FAILED', progress: 1 });
    const after = process.memoryUsage();
    // Every message for itself would have been 400 MB.
    const grown = after.external + after.heapUsed - before.external - before.heapUsed;
    process.stdout.write(
      `a reader that stands still through ${changes} changes: ${Math.round(grown / 1e6)} MB\n`,
    );
    expect(grown).toBeLessThan(100_000_000);

    // The other hears the end while the first still stands.
    let last: string | undefined;
    for await (const { data } of seen) last = data?.analysisUpdated.status;
    expect(last).toBe('FAILED');

    socket.resume();
    await complete;
    expect(states.at(-1)).toMatchObject({ status: 'FAILED', progress: 1 });
    expect(states.length).toBeLessThan(changes / 2);
    process.stdout.write(`it was told ${states.length} states, the last of them the final one\n`);
    socket.terminate();
    await other.dispose();
  });

  it('over SSE too', async () => {
    const { caller, token } = await server.member('CLINICIAN');
    const watched = await watchedAnalysis(server, caller.organizationId);
    await watched.change({ errorCode: 'INTERNAL', errorMessage: 'x'.repeat(20_000), errorRetryable: true });
    const response = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query, variables: { id: watched.analysisId } }),
    });
    // The body is not read: it waits in the stream, then in the system, then in the server.
    for (let change = 0; change < changes; change += 50) {
      await Promise.all(Array.from({ length: 50 }, () => watched.tell()));
    }
    await watched.change({ status: 'FAILED', progress: 1 });
    const messages = (await response.text()).split('\n\n').filter((one) => one.startsWith('event: next'));
    expect(messages.length).toBeLessThan(changes / 2);
    const { data } = JSON.parse(messages.at(-1)!.slice('event: next\ndata: '.length));
    expect(data.analysisUpdated).toMatchObject({ status: 'FAILED', progress: 1 });
  });
});
