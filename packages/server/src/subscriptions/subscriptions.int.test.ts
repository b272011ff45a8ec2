import { once } from 'node:events';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient, type Client as SocketClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { signAccessToken } from '../auth/accessToken.js';
import { signOut, startSession } from '../auth/session.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import type { Caller } from '../services.js';
import { watchedAnalysis, watchQuery } from './testing/watched.js';

interface Told {
  data?: { analysisUpdated?: { status: string; progress: number } } | null;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

/** Both transports, seen through the client libraries of others. */
const transports = {
  WebSocket: (url: string, token: string) => {
    const client: SocketClient = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    return {
      watch: (id: string) =>
        client.iterate({ query: watchQuery, variables: { id } }) as AsyncIterableIterator<Told>,
      dispose: () => client.dispose(),
    };
  },
  SSE: (url: string, token: string) => {
    const client = createSseClient({
      url: `${url}/graphql/stream`,
      retryAttempts: 0,
      headers: { authorization: `Bearer ${token}` },
    });
    return {
      watch: (id: string) =>
        client.iterate({ query: watchQuery, variables: { id } }) as AsyncIterableIterator<Told>,
      dispose: () => client.dispose(),
    };
  },
};

/** The code that a stream ends with, whichever way it is told. */
async function endOf(told: AsyncIterable<Told>): Promise<unknown> {
  try {
    for await (const { errors } of told) if (errors) return errors[0]?.extensions?.code;
    return 'COMPLETE';
  } catch (error) {
    if (Array.isArray(error)) return error[0]?.extensions?.code;
    const { code, reason } = error as { code: number; reason: string };
    return `${code} ${String(reason).split(':')[0]}`;
  }
}

describe.each(databaseKinds)('on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.close());
  /** A token of the caller that runs out in one to two seconds. */
  const shortToken = (caller: Caller) =>
    signAccessToken(server.services.secret, caller, new Date(Date.now() - (15 * 60 - 2) * 1000));

  describe.each(Object.entries(transports))('over %s', (name, connect) => {
    it('the first message is the current state, and the last the final one', async () => {
      const { caller, token } = await server.member('CLINICIAN');
      const watched = await watchedAnalysis(server, caller.organizationId);
      const client = connect(server.url, token);
      const told = client.watch(watched.analysisId);
      expect((await told.next()).value?.data?.analysisUpdated).toMatchObject({
        status: 'RUNNING',
        progress: 0,
      });
      await watched.change({ progress: 0.5 });
      expect((await told.next()).value?.data?.analysisUpdated?.progress).toBe(0.5);
      await watched.change({ status: 'SUCCEEDED', progress: 1 });
      expect((await told.next()).value?.data?.analysisUpdated?.status).toBe('SUCCEEDED');
      expect((await told.next()).done).toBe(true);
      client.dispose();
    });

    it('another organization’s analysis does not exist', async () => {
      const [owner, stranger] = [await server.member('CLINICIAN'), await server.member('CLINICIAN')];
      const watched = await watchedAnalysis(server, owner.caller.organizationId);
      const client = connect(server.url, stranger.token);
      expect(await endOf(client.watch(watched.analysisId))).toBe('NOT_FOUND');
      client.dispose();
    });

    it('a token that runs out ends the stream with a reason, although nothing happens', async () => {
      const { caller } = await server.member('CLINICIAN');
      const watched = await watchedAnalysis(server, caller.organizationId);
      const client = connect(server.url, await shortToken(caller));
      const told = client.watch(watched.analysisId);
      expect((await told.next()).value?.data?.analysisUpdated?.status).toBe('RUNNING');
      expect(await endOf(told)).toBe(name === 'SSE' ? 'TOKEN_EXPIRED' : '4403 TOKEN_EXPIRED');
      client.dispose();
    });

    it('after the session was ended nothing more is told', async () => {
      const { caller } = await server.member('CLINICIAN');
      const user = await server.services.prisma.user.findUniqueOrThrow({ where: { id: caller.userId } });
      const { accessToken, refreshToken } = await startSession(server.services, user);
      const watched = await watchedAnalysis(server, caller.organizationId);
      const client = connect(server.url, accessToken);
      const told = client.watch(watched.analysisId);
      await told.next();
      await signOut(server.services, refreshToken);
      await watched.change({ progress: 0.7 });
      expect(await endOf(told)).toBe(name === 'SSE' ? 'UNAUTHENTICATED' : '4401 UNAUTHENTICATED');
      client.dispose();
    });

    it('a row that is gone ends the stream with NOT_FOUND', async () => {
      const { caller, token } = await server.member('CLINICIAN');
      const watched = await watchedAnalysis(server, caller.organizationId);
      const client = connect(server.url, token);
      const told = client.watch(watched.analysisId);
      await told.next();
      const other = await server.services.prisma.organization.create({ data: { name: 'Elsewhere' } });
      await watched.change({ organizationId: other.id });
      expect(await endOf(told)).toBe('NOT_FOUND');
      client.dispose();
    });

    it('operations are bounded as over HTTP', async () => {
      const { token } = await server.member('CLINICIAN');
      const deep = `{ viewer { organization { ...F } } } fragment F on Organization { ...F }`;
      const wide = `{ ${Array.from({ length: 60 }, (_, i) => `a${i}: __typename`).join(' ')} }`;
      for (const query of [deep, wide]) {
        const client = createClient({
          url: `${server.url.replace('http', 'ws')}/graphql`,
          webSocketImpl: WebSocket,
          retryAttempts: 0,
          connectionParams: { authorization: `Bearer ${token}` },
        });
        const overSse = createSseClient({ url: `${server.url}/graphql/stream`, retryAttempts: 0 });
        const told = (name === 'SSE' ? overSse : client).iterate({ query }) as AsyncIterable<Told>;
        expect(await endOf(told)).toMatch(/^(QUERY_TOO_COMPLEX|VALIDATION_FAILED)$/);
        client.dispose();
      }
    });
  });

  it('a caller opens so many streams and no more; other callers do not notice', async () => {
    const [{ caller, token }, other] = [await server.member('CLINICIAN'), await server.member('CLINICIAN')];
    const open = async (bearer: string) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      const answer = Promise.race([once(socket, 'message'), once(socket, 'close')]);
      socket.send(
        JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${bearer}` } }),
      );
      const [code] = await answer;
      return { socket, code };
    };
    const sockets = await Promise.all(Array.from({ length: 50 }, () => open(token)));
    expect((await open(token)).code).toBe(1013);
    const watched = await watchedAnalysis(server, caller.organizationId);
    const refused = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: watchQuery, variables: { id: watched.analysisId } }),
    });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('10');
    const another = await open(other.token);
    expect(String(another.code)).toContain('connection_ack');
    const closed = once(sockets[0]!.socket, 'close');
    sockets[0]!.socket.close();
    await closed;
    await expect.poll(async () => String((await open(token)).code)).toContain('connection_ack');
    for (const { socket } of [...sockets, another]) socket.terminate();
  });

  it('an event stream is one for proxies too', async () => {
    const { caller, token } = await server.member('CLINICIAN');
    const watched = await watchedAnalysis(server, caller.organizationId);
    const stop = new AbortController();
    const address = new URL(`${server.url}/graphql/stream`);
    address.searchParams.set('query', watchQuery);
    address.searchParams.set('variables', JSON.stringify({ id: watched.analysisId }));
    const response = await fetch(address, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toMatch(/^:\n\n/);
    stop.abort();
    const other = await fetch(address, { headers: { accept: 'application/json' } });
    expect(other.status).toBe(406);
    expect((await fetch(address, { method: 'PUT' })).status).toBe(405);
  });
});

it('a server that stops tells clients to come back', async () => {
  const server = await startTestServer('embedded');
  const { caller, token } = await server.member('CLINICIAN');
  const watched = await watchedAnalysis(server, caller.organizationId);
  const overSocket = transports.WebSocket(server.url, token).watch(watched.analysisId);
  await overSocket.next();
  const response = await fetch(`${server.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query: watchQuery, variables: { id: watched.analysisId } }),
  });
  const text = response.text();
  const end = endOf(overSocket);
  await server.close();
  expect(await end).toBe('1012 RESTARTING');
  // No `complete`: clients of the protocol then connect again.
  expect(await text).toMatch(/: RESTARTING: connect again.\nretry: 1000\n\n$/);
});
