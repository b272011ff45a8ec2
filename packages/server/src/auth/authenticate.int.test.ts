import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../apiKeys/createApiKey.js';
import { createEmbedToken } from '../embed/createEmbedToken.js';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { authenticate } from './authenticate.js';
import { signOutEverywhere } from './signOutEverywhere.js';

const viewer = '{ viewer { email role } }';
const signIn = `mutation ($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password }) { ... on SignInPayload { accessToken refreshToken } }
}`;

describe.each(databaseKinds)('authentication on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.close());

  const codeWith = async (token: string) =>
    (await server.post(viewer, {}, token)).errors?.[0]?.extensions.code ?? 'accepted';

  it('knows nobody without a header, and keeps the reason for a bad one', async () => {
    const with_ = (authorization?: string) => authenticate(server.services, { authorization });
    expect(await with_()).toEqual({ caller: null, rejection: null });
    for (const bad of [
      'Basic dXNlcjpwYXNz',
      'Bearer nonsense',
      'Bearer ee_nonsense',
      'Bearer eet_nonsense',
    ]) {
      expect((await with_(bad)).rejection?.code, bad).toBe('UNAUTHENTICATED');
    }
  });

  it('takes the scheme in any case (RFC 9110 11.1)', async () => {
    const { caller, token } = await server.member('VIEWER');
    const accepted = await authenticate(server.services, { authorization: `bearer ${token}` });
    expect(accepted.caller).toEqual({
      ...caller,
      token: { ...caller.token, expiresAt: expect.any(Date) },
    });
  });

  it('refuses the access tokens of a session from the moment it is signed out', async () => {
    const { email } = await server.member('CLINICIAN');
    const { accessToken, refreshToken } = (await server.post(signIn, { email, password: testPassword })).data
      .signIn;
    expect(await codeWith(accessToken)).toBe('accepted');
    await server.post('mutation ($t: String!) { signOut(input: { refreshToken: $t }) { __typename } }', {
      t: refreshToken,
    });
    expect(await codeWith(accessToken)).toBe('UNAUTHENTICATED');
  });

  it('refuses a session in which a refresh token was stolen, access tokens included', async () => {
    const { email } = await server.member('CLINICIAN');
    const { accessToken, refreshToken } = (await server.post(signIn, { email, password: testPassword })).data
      .signIn;
    const refresh = 'mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { __typename } }';
    await server.post(refresh, { t: refreshToken });
    expect(await codeWith(accessToken)).toBe('accepted');
    await server.post(refresh, { t: refreshToken });
    expect(await codeWith(accessToken)).toBe('UNAUTHENTICATED');
  });

  it('costs one statement every few seconds, whatever the kind of token and however many requests', async () => {
    const admin = await server.member('ADMIN');
    const { services } = server;
    const { prisma, principals, secret } = services;
    const { id: patientId } = await prisma.patient.create({
      data: { organizationId: admin.caller.organizationId, mrn: 'COUNTED' },
    });
    const allowedOrigins = ['https://emr.example.org'];
    const embed = await createEmbedToken(services, admin.caller, {
      patientId,
      allowedOrigins,
      mayAnalyze: false,
    });
    const key = await createApiKey(services, admin.caller, { name: 'counted', scopes: ['READ'] });
    let statements = 0;
    const counted = prisma.$extends({
      query: {
        async $allOperations({ args, query }) {
          statements += 1;
          return query(args);
        },
      },
    }) as unknown as typeof prisma;
    const counting = { prisma: counted, principals, secret };
    // The first use of a key is noted as well, once a minute.
    await authenticate(services, { authorization: `Bearer ${key.secret}` });
    for (const token of [admin.token, key.secret, embed.token]) {
      principals.forget();
      statements = 0;
      const once = () =>
        authenticate(counting, { authorization: `Bearer ${token}`, embedNonce: embed.nonce });
      const answers = await Promise.all([...Array(20)].map(once));
      answers.push(await once());
      expect(answers.map(({ rejection }) => rejection)).toEqual(Array(21).fill(null));
      expect(statements).toBe(1);
    }
  });
});

describe.runIf(databaseKinds.includes('postgresql'))('several processes on one database', () => {
  let one: TestServer;
  let other: TestServer;
  beforeAll(async () => {
    const secret = { EVENTEYE_SECRET: 'one secret for all processes of an installation' };
    one = await startTestServer('postgresql', secret);
    other = await startTestServer('embedded', { ...secret, DATABASE_URL: one.services.config.databaseUrl! });
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  it('all forget a user in the moment that one of them is told to', async () => {
    const admin = await one.member('ADMIN');
    const user = await one.member('CLINICIAN', admin.caller.organizationId);
    const authorization = `Bearer ${user.token}`;
    const role = async () => (await authenticate(other.services, { authorization })).caller?.role;
    expect(await role()).toBe('CLINICIAN');
    const forgotten = new Promise<void>((resolve) => {
      const { principals } = other.services;
      const { forget } = principals;
      principals.forget = () => {
        forget();
        resolve();
      };
    });
    await signOutEverywhere(one.services, admin.caller, user.caller.userId);
    // Word of it comes before the few seconds are over; were it lost, this would time out.
    await forgotten;
    expect(await role()).toBeUndefined();
  });
});
