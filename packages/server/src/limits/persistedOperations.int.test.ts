import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEventEyeClient } from '@eventeye/client';
import { persistedOperations } from '@eventeye/client/node';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { sendRaw } from './testing/sendRaw.js';

const persistedQuery = (text: string) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') },
});
const post = async (server: TestServer, body: object, token?: string) => {
  const headers = token ? { authorization: `Bearer ${token}` } : undefined;
  const answer = await sendRaw(`${server.url}/graphql`, JSON.stringify(body), headers);
  const { data, errors } = JSON.parse(answer.body);
  return { status: answer.status, data, code: errors?.[0].extensions.code };
};
/** The first answer over WebSocket. */
async function overWebSocket(server: TestServer, query: string, token?: string): Promise<unknown> {
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { ...(token && { authorization: `Bearer ${token}` }) },
  });
  try {
    return (await client.iterate({ query }).next()).value;
  } catch (refused) {
    return { errors: refused };
  } finally {
    await client.dispose();
  }
}
const refusedWith = (code: string) => ({ errors: [{ extensions: { code } }] });

describe('automatic persisted queries', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded');
  });
  afterAll(() => server.close());

  it('are sent once in full, and by their hash from then on', async () => {
    const query = 'query Persisted { activeModel { name } }';
    const extensions = persistedQuery(query);
    const { token } = await server.member('VIEWER');
    expect(await post(server, { extensions }, token)).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect((await post(server, { query, extensions }, token)).data.activeModel.name).toBe('tiny');
    expect((await post(server, { extensions }, token)).data.activeModel.name).toBe('tiny');
  });

  it('are not taken under the hash of another, nor beyond the limits', async () => {
    const [innocent, other] = ['{ __typename }', '{ viewer { id } }'];
    const wrong = await post(server, { query: other, extensions: persistedQuery(innocent) });
    expect(wrong.status).toBe(400);
    expect(await post(server, { extensions: persistedQuery(innocent) })).toMatchObject({
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
    const bomb = `{ ${'__typename '.repeat(700)} }`;
    expect((await post(server, { query: bomb, extensions: persistedQuery(bomb) })).code).toBe(
      'QUERY_TOO_COMPLEX',
    );
    expect((await post(server, { extensions: persistedQuery(bomb) })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('a list of operations', () => {
  let server: TestServer;
  let token: string;
  let email: string;
  const folder = mkdtempSync(join(tmpdir(), 'eventeye-list-'));
  const own = 'query Own { activeModel { name } }';
  beforeAll(async () => {
    const [sdk, application] = [join(folder, 'sdk.json'), join(folder, 'application.json')];
    writeFileSync(sdk, JSON.stringify(persistedOperations()));
    writeFileSync(application, JSON.stringify({ [persistedQuery(own).persistedQuery.sha256Hash]: own }));
    server = await startTestServer('embedded', {
      EVENTEYE_OPERATIONS: 'allow-list',
      EVENTEYE_OPERATIONS_FILE: `${sdk}, ${application}`,
    });
    ({ token, email } = await server.member('CLINICIAN'));
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('lets the SDK do all its work', async () => {
    const client = createEventEyeClient({ url: `${server.url}/graphql` });
    await client.signIn({ email, password: testPassword });
    const [uploaded] = await client.uploadMedicalImages(phantomFiles.slice(0, 1));
    const { id } = await client.analyzeMedicalImage(uploaded!.image!.id);
    const states: string[] = [];
    for await (const { status } of client.watchAnalysis(id)) states.push(status);
    expect(states.at(-1)).toBe('SUCCEEDED');
    expect((await client.patients()).totalCount).toBe(1);
    await client.close();
  });

  it('takes an application’s own, by text and by hash', async () => {
    expect((await post(server, { query: own }, token)).data.activeModel.name).toBe('tiny');
    expect((await post(server, { extensions: persistedQuery(own) }, token)).data.activeModel.name).toBe(
      'tiny',
    );
  });

  it.each([
    'query Own { activeModel { name sha256 } }',
    '{ __schema { queryType { name } } }',
    '{ __typename }',
  ])('refuses %s, over HTTP and WebSocket', async (query) => {
    expect(await post(server, { query }, token)).toMatchObject({ status: 403, code: 'OPERATION_NOT_LISTED' });
    const byHash = { query, extensions: persistedQuery(query) };
    expect(await post(server, byHash, token)).toMatchObject({ status: 403, code: 'OPERATION_NOT_LISTED' });
    expect(await overWebSocket(server, query, token)).toMatchObject(refusedWith('OPERATION_NOT_LISTED'));
  });
});

describe('over WebSocket', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded', {
      EVENTEYE_INTROSPECTION: 'off',
      EVENTEYE_RATE_OPERATIONS: '3',
    });
  });
  afterAll(() => server.close());

  it.each([
    ['a bomb', `{ ${'__typename '.repeat(700)} }`, 'QUERY_TOO_COMPLEX'],
    [
      'too high a cost',
      '{ patients(first: 100) { edges { node { medicalImages(first: 100) { edges { node { id filename } } } } } } }',
      'QUERY_TOO_COMPLEX',
    ],
    ['introspection that is off', '{ __schema { queryType { name } } }', 'FORBIDDEN'],
    [
      'a subscription of nobody',
      'subscription { analysisUpdated(analysisId: "x") { id } }',
      'UNAUTHENTICATED',
    ],
  ])('%s is refused as over HTTP', async (_what, query, code) => {
    expect(await overWebSocket(server, query)).toMatchObject(refusedWith(code));
  });

  it('operations count for the rate of their token', async () => {
    const { token } = await server.member('VIEWER');
    const query = '{ viewer { role } }';
    for (let i = 0; i < 3; i++) {
      expect(await overWebSocket(server, query, token)).toMatchObject({
        data: { viewer: { role: 'VIEWER' } },
      });
    }
    expect(await overWebSocket(server, query, token)).toMatchObject(refusedWith('QUOTA_EXCEEDED'));
  });
});
