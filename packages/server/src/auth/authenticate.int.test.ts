import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { authenticate } from './authenticate.js';

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

  it('looks at the database once for many requests of a session', async () => {
    const { token } = await server.member('VIEWER');
    const { prisma, principals, secret } = server.services;
    let statements = 0;
    const counted = prisma.$extends({
      query: {
        async $allOperations({ args, query }) {
          statements += 1;
          return query(args);
        },
      },
    }) as unknown as typeof prisma;
    const services = { prisma: counted, principals, secret };
    principals.forget();
    const once = () => authenticate(services, { authorization: `Bearer ${token}` });
    const answers = await Promise.all([...Array(20)].map(once));
    answers.push(await once());
    expect(answers.every(({ caller }) => caller !== null)).toBe(true);
    expect(statements).toBe(1);
  });
});
