import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEventEyeClient,
  type EventEyeClient,
  type EventEyeClientOptions,
  type WatchOptions,
} from '@eventeye/client';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { signAccessToken } from '../../auth/accessToken.js';
import { sessionToken } from '../../auth/caller.js';
import { startSession } from '../../auth/session.js';
import { startTestServer, type TestServer, testPassword } from '../../http/testing/startTestServer.js';
import { watchedAnalysis } from '../../subscriptions/testing/watched.js';
import { blockedWebSocket } from './testing/blockedWebSocket.js';

let server: TestServer;
const open: EventEyeClient[] = [];
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));
afterAll(() => server?.close());

function client(options: Partial<EventEyeClientOptions>): EventEyeClient {
  const made = createEventEyeClient({ url: `${server.url}/graphql`, ...options });
  open.push(made);
  return made;
}

/** What a watch tells, as `RUNNING 0.5`, and a way to wait for the next of it. */
function follow(watching: EventEyeClient, id: string, options: WatchOptions = {}) {
  const states = watching.watchAnalysis(id, { pollIntervalMs: 20, ...options })[Symbol.asyncIterator]();
  return async () => {
    const { done, value } = await states.next();
    return done ? 'ended' : `${value.status} ${value.progress}`;
  };
}

/** A `fetch` that remembers where it went. */
function spiedFetch() {
  const asked: string[] = [];
  const spied: typeof fetch = (input, init) => {
    asked.push(new URL(String(input)).pathname);
    return fetch(input, init);
  };
  return { asked, fetch: spied };
}

it.each([
  ['WebSocket', ['websocket']],
  ['Server-Sent Events', ['sse']],
  ['asking again and again', []],
] as const)('tells every change by %s, and ends with the final state', async (_name, transports) => {
  const { caller, token } = await server.member('CLINICIAN');
  const watched = await watchedAnalysis(server, caller.organizationId);
  const next = follow(client({ auth: { accessToken: token } }), watched.analysisId, { transports });
  expect(await next()).toBe('RUNNING 0');
  await watched.change({ progress: 0.5 });
  expect(await next()).toBe('RUNNING 0.5');
  await watched.change({ status: 'CANCELED' });
  expect(await next()).toBe('CANCELED 0.5');
  expect(await next()).toBe('ended');
});

it('takes Server-Sent Events where WebSockets are blocked, without asking in between', async () => {
  const { caller, token } = await server.member('CLINICIAN');
  const watched = await watchedAnalysis(server, caller.organizationId);
  const { asked, fetch } = spiedFetch();
  const next = follow(
    client({ auth: { accessToken: token }, fetch, webSocket: blockedWebSocket() }),
    watched.analysisId,
  );
  expect(await next()).toBe('RUNNING 0');
  await watched.change({ status: 'CANCELED', progress: 1 });
  expect(await next()).toBe('CANCELED 1');
  expect(asked).toEqual(['/graphql/stream']);
});

it('asks over HTTP where neither gets through', async () => {
  const { caller, token } = await server.member('CLINICIAN');
  const watched = await watchedAnalysis(server, caller.organizationId);
  const withoutStreams: typeof fetch = (input, init) =>
    String(input).endsWith('/stream')
      ? Promise.resolve(new Response('<html>blocked</html>', { status: 403 }))
      : fetch(input, init);
  const next = follow(
    client({ auth: { accessToken: token }, fetch: withoutStreams, webSocket: blockedWebSocket() }),
    watched.analysisId,
  );
  expect(await next()).toBe('RUNNING 0');
  await watched.change({ status: 'CANCELED' });
  expect(await next()).toBe('CANCELED 0');
});

it.each(['websocket', 'sse'] as const)(
  'goes on by %s when the token runs out meanwhile',
  async (transport) => {
    const { caller } = await server.member('CLINICIAN');
    const user = await server.services.prisma.user.findUniqueOrThrow({ where: { id: caller.userId } });
    const { refreshToken, sessionId } = await startSession(server.services, user);
    const watched = await watchedAnalysis(server, caller.organizationId);
    const twoSeconds = new Date(Date.now() - (15 * 60 - 2) * 1000);
    const who = { userId: user.id, token: sessionToken({ id: sessionId }) };
    const short = await signAccessToken(server.services.secret, who, twoSeconds);
    const told: unknown[] = [];
    const watching = client({
      // Claims to last longer than it does: as with a clock that is slow.
      auth: { accessToken: short, refreshToken, expiresAt: '2099-01-01T00:00:00Z' },
      onSessionChange: (tokens) => told.push(tokens?.accessToken),
    });
    const next = follow(watching, watched.analysisId, { transports: [transport] });
    expect(await next()).toBe('RUNNING 0');
    // The generator only goes on when asked: ask, and see the renewal while it waits.
    const waiting = next();
    await expect.poll(() => told.length, { timeout: 15_000 }).toBe(1);
    expect(told[0]).not.toBe(short);
    await watched.change({ status: 'CANCELED' });
    expect(await waiting).toBe('CANCELED 0');
  },
);

it('has a page’s embed token brought again when it was ended, nonce included, once for all that wait', async () => {
  const { caller, email } = await server.member('CLINICIAN');
  const host = client({});
  await host.signIn({ email, password: testPassword });
  const watched = await watchedAnalysis(server, caller.organizationId);
  const ids: string[] = [];
  const page = client({
    auth: async () => {
      const { patientId } = watched;
      const embed = await host.administration.createEmbedToken({
        patientId,
        allowedOrigins: ['https://emr.example.org'],
      });
      ids.push(embed.embedTokenId);
      return embed;
    },
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('origin', 'https://emr.example.org');
      return fetch(input, { ...init, headers });
    },
  });
  const next = follow(page, watched.analysisId, { transports: ['sse'] });
  expect(await next()).toBe('RUNNING 0');
  expect(ids).toHaveLength(1);
  await host.administration.revokeEmbedToken(ids[0]!);
  const [patient] = await Promise.all([page.patient({ id: watched.patientId }), page.activeModel()]);
  expect(patient?.id).toBe(watched.patientId);
  await watched.change({ status: 'CANCELED' });
  expect(await next()).toBe('CANCELED 0');
  expect(ids).toHaveLength(2);
});

it('takes an API key', async () => {
  const { email } = await server.member('ADMIN');
  const admin = client({});
  await admin.signIn({ email, password: testPassword });
  const { secret, apiKey } = await admin.administration.createApiKey({ name: 'Reader', scopes: ['READ'] });
  const program = client({ auth: { apiKey: secret } });
  expect((await program.viewer())?.id).toBe(apiKey.user.id);
  await admin.administration.revokeApiKey(apiKey.id);
  await expect(program.patients()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

it.each([
  ['websocket', ['websocket']],
  ['sse', ['sse']],
] as const)('goes on by %s after the server was restarted', async (_name, transports) => {
  const folder = await mkdtemp(join(tmpdir(), 'eventeye-restart-'));
  const start = (port: string) =>
    startTestServer('embedded', { EVENTEYE_DATA_DIR: folder, EVENTEYE_RUN_JOBS: 'false', PORT: port });
  let restarting = await start('0');
  try {
    const { caller, token } = await restarting.member('CLINICIAN');
    const watched = await watchedAnalysis(restarting, caller.organizationId);
    const watching = client({ url: `${restarting.url}/graphql`, auth: { accessToken: token } });
    const next = follow(watching, watched.analysisId, { transports });
    expect(await next()).toBe('RUNNING 0');
    await restarting.close();
    restarting = await start(new URL(restarting.url).port);
    await restarting.services.prisma.analysis.update({
      where: { id: watched.rowId },
      data: { status: 'CANCELED', progress: 0.75 },
    });
    expect(await next()).toBe('CANCELED 0.75');
  } finally {
    await restarting.close();
    await rm(folder, { recursive: true, force: true });
  }
});
