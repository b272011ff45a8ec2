import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { sendRaw } from '../limits/testing/sendRaw.js';

const ours = 'https://emr.ours.example';
const theirs = 'https://emr.theirs.example';
const nobodys = 'https://evil.example';

describe.each(databaseKinds)('on the %s database, a page', (kind) => {
  let server: TestServer;
  let token: string;
  let email: string;
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_PUBLIC_URL: 'https://eventeye.example' });
    await allow(await server.member('ADMIN'), [theirs]);
    const admin = await server.member('ADMIN');
    ({ token, email } = admin);
    await allow(admin, [ours]);
  });
  afterAll(() => server.close());
  beforeEach(() => server.services.origins.forget());

  const setOrigins = `mutation ($origins: [String!]!) { setAllowedOrigins(input: { origins: $origins }) {
    __typename
    ... on SetAllowedOriginsPayload { organization { allowedOrigins } }
    ... on Error { code message } ... on ValidationError { path } } }`;
  async function allow(admin: { token: string }, origins: string[]) {
    const { data } = await server.post(setOrigins, { origins }, admin.token);
    expect(data.setAllowedOrigins).toEqual({
      __typename: 'SetAllowedOriginsPayload',
      organization: { allowedOrigins: origins },
    });
  }
  const preflight = (origin: string, path = '/graphql') =>
    sendRaw(
      `${server.url}${path}`,
      '',
      { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      'OPTIONS',
    );
  const ask = (query: string, headers: Record<string, string>) =>
    sendRaw(`${server.url}/graphql`, JSON.stringify({ query }), headers);
  const bearer = () => ({ authorization: `Bearer ${token}` });

  it('of an origin that any organization names gets its preflight, on every door', async () => {
    for (const path of ['/graphql', '/inference', '/files/images/x/png']) {
      const { status, headers } = await preflight(theirs, path);
      expect(status).toBe(204);
      expect(headers['access-control-allow-origin']).toBe(theirs);
      expect(headers['access-control-allow-headers']).toMatch(/Authorization.*Tus-Resumable/);
      expect(headers['access-control-allow-methods']).toContain('PATCH');
      expect(headers.vary).toContain('Origin');
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  it.each([nobodys, 'null', `${ours}.evil.example`, 'http://emr.ours.example', `${ours}:8443`])(
    'of %s gets none',
    async (origin) => {
      const { status, headers } = await preflight(origin);
      expect(status).toBe(403);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      const answer = await ask('{ __typename }', { origin });
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  it('of its own organization reads the answer and what the headers tell', async () => {
    const { body, headers } = await ask('{ viewer { role } }', { ...bearer(), origin: ours });
    expect(JSON.parse(body).data).toEqual({ viewer: { role: 'ADMIN' } });
    expect(headers['access-control-allow-origin']).toBe(ours);
    expect(headers['access-control-expose-headers']).toContain('EventEye-Cost');
  });

  it.each([theirs, nobodys])('of %s is refused with our token, before anything is run', async (origin) => {
    const mutation = 'mutation { createPatient(input: { mrn: "CORS-1" }) { __typename } }';
    const { body } = await ask(mutation, { ...bearer(), origin });
    expect(JSON.parse(body)).toMatchObject({
      data: null,
      errors: [
        {
          extensions: { code: 'FORBIDDEN' },
          message: expect.stringMatching(/adds the origin with setAllowedOrigins/),
        },
      ],
    });
    expect(await server.services.prisma.patient.count({ where: { mrn: 'CORS-1' } })).toBe(0);
  });

  it('of another organization can not sign our users in', async () => {
    const query = `mutation { signIn(input: { email: "${email}", password: "${testPassword}" }) {
      ... on SignInPayload { accessToken } } }`;
    const refused = await ask(query, { origin: theirs });
    expect(refused.status).toBe(403);
    expect(refused.body).not.toContain('accessToken');
    const credentials = JSON.stringify({ email, password: testPassword });
    const rest = await sendRaw(`${server.url}/api/auth/token/`, credentials, { origin: theirs });
    expect(rest.status).toBe(403);
    expect(rest.body).not.toContain('accessToken');
    const { body } = await ask(query, { origin: ours });
    expect(JSON.parse(body).data.signIn.accessToken).toMatch(/^ey/);
  });

  it('of ours, and a program that names no origin, is not asked', async () => {
    for (const headers of [{ origin: server.url }, { origin: 'https://eventeye.example' }, {}]) {
      const { body } = await ask('{ viewer { role } }', { ...bearer(), ...headers });
      expect(JSON.parse(body).data.viewer.role).toBe('ADMIN');
    }
  });

  it('shows pictures everywhere, and reads them where its organization allows it', async () => {
    const uploaded = await postUpload(`${server.url}/graphql`, token, phantomFiles.slice(0, 1));
    const { id } = uploaded.data.uploadMedicalImages.medicalImages[0];
    const { data } = await server.post(`{ medicalImage(id: "${id}") { pngUrl } }`, {}, token);
    const address = data.medicalImage.pngUrl.replace('https://eventeye.example', server.url);
    for (const [origin, allowed] of [
      [ours, ours],
      [theirs, undefined],
      [nobodys, undefined],
    ] as const) {
      const { status, headers } = await sendRaw(address, '', { origin }, 'GET');
      expect(status).toBe(200);
      expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
      expect(headers['access-control-allow-origin'], origin).toBe(allowed);
    }
  });

  it('of others is refused over WebSocket too, where browsers do not ask', async () => {
    const open = async (origin: string) => {
      class Page extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { origin });
        }
      }
      const client = createClient({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: Page,
        retryAttempts: 0,
        connectionParams: bearer(),
      });
      try {
        const answers = client.iterate({ query: '{ viewer { role } }' });
        return (await answers.next()).value;
      } finally {
        await client.dispose();
      }
    };
    expect(await open(ours)).toMatchObject({ data: { viewer: { role: 'ADMIN' } } });
    expect(await open(theirs)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('is allowed by administrators alone, and by its exact origin', async () => {
    const { token: reader } = await server.member('CLINICIAN');
    const refused = await server.post(setOrigins, { origins: [nobodys] }, reader);
    expect(refused.data.setAllowedOrigins).toMatchObject({ __typename: 'ForbiddenError', code: 'FORBIDDEN' });
    const wrong = await server.post(setOrigins, { origins: [ours, 'https://*.example'] }, token);
    expect(wrong.data.setAllowedOrigins).toMatchObject({
      __typename: 'ValidationError',
      path: ['input', 'origins', '1'],
    });
  });
});
