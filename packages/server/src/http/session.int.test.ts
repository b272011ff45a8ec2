import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer, testPassword } from './testing/startTestServer.js';
import { databaseKinds } from './testing/testDatabase.js';

describe.each(databaseKinds)('on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.close());

  const signInQuery = `mutation ($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password }) {
    __typename
    ... on SignInPayload { accessToken refreshToken user { email role organization { name } } }
    ... on Error { code message }
    ... on ValidationError { path }
    ... on QuotaExceededError { retryAfterSeconds }
  }
}`;
  const refreshQuery = `mutation ($token: String!) {
  refreshSession(input: { refreshToken: $token }) {
    __typename
    ... on RefreshSessionPayload { accessToken refreshToken user { email } }
    ... on Error { code }
  }
}`;
  const signIn = async (email: string, password = testPassword) =>
    (await server.post(signInQuery, { email, password })).data.signIn;
  const refresh = async (token: string) => (await server.post(refreshQuery, { token })).data.refreshSession;

  describe('signIn', () => {
    it('gives a token that speaks for the user', async () => {
      const { email } = await server.member('CLINICIAN');
      const session = await signIn(`  ${email.toUpperCase()} `);
      expect(session).toMatchObject({
        __typename: 'SignInPayload',
        user: { email, role: 'CLINICIAN', organization: { name: 'Clinic' } },
      });
      const viewer = await server.post('{ viewer { email } }', {}, session.accessToken);
      expect(viewer.data.viewer.email).toBe(email);
    });

    it('answers a wrong password and an unknown name alike', async () => {
      const { email } = await server.member('VIEWER');
      const wrong = await signIn(email, 'wrong');
      expect(wrong).toMatchObject({ __typename: 'ForbiddenError', code: 'INVALID_CREDENTIALS' });
      expect(await signIn('nobody@example.org', 'wrong')).toEqual(wrong);
    });

    it('says which input is not acceptable', async () => {
      expect(await signIn('no address')).toMatchObject({
        __typename: 'ValidationError',
        code: 'VALIDATION_FAILED',
        path: ['input', 'email'],
      });
    });

    it('makes guessing wait, for names that exist and for names that do not', async () => {
      const { email } = await server.member('VIEWER');
      for (const name of [email, 'stranger@example.org']) {
        for (let attempt = 0; attempt < 5; attempt++) await signIn(name, 'wrong');
        const refused = await signIn(name, testPassword);
        expect(refused).toMatchObject({ __typename: 'QuotaExceededError', code: 'QUOTA_EXCEEDED' });
        expect(refused.retryAfterSeconds).toBeGreaterThan(0);
      }
    });

    it('forgets failures after a success', async () => {
      const { email } = await server.member('VIEWER');
      for (let attempt = 0; attempt < 4; attempt++) await signIn(email, 'wrong');
      expect((await signIn(email)).__typename).toBe('SignInPayload');
      for (let attempt = 0; attempt < 4; attempt++) await signIn(email, 'wrong');
      expect((await signIn(email)).__typename).toBe('SignInPayload');
    });
  });

  describe('refreshSession', () => {
    it('goes on with new tokens, each good once', async () => {
      const { email } = await server.member('CLINICIAN');
      const first = await signIn(email);
      const second = await refresh(first.refreshToken);
      expect(second).toMatchObject({ __typename: 'RefreshSessionPayload', user: { email } });
      expect(second.refreshToken).not.toBe(first.refreshToken);
      expect((await refresh(second.refreshToken)).__typename).toBe('RefreshSessionPayload');
    });

    it('ends the whole session when a token is presented twice', async () => {
      const { email } = await server.member('CLINICIAN');
      const first = await signIn(email);
      const second = await refresh(first.refreshToken);
      expect(await refresh(first.refreshToken)).toEqual({
        __typename: 'ForbiddenError',
        code: 'INVALID_CREDENTIALS',
      });
      expect((await refresh(second.refreshToken)).__typename).toBe('ForbiddenError');
    });

    it('lets only one of two at the same moment pass', async () => {
      const { email } = await server.member('CLINICIAN');
      const { refreshToken } = await signIn(email);
      const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
      expect(both.filter((one) => one.__typename === 'RefreshSessionPayload')).toHaveLength(1);
    });

    it('stores no token that could be stolen from the database', async () => {
      const { email } = await server.member('CLINICIAN');
      const { refreshToken } = await signIn(email);
      const rows = await server.services.prisma.refreshToken.findMany();
      expect(JSON.stringify(rows)).not.toContain(refreshToken);
    });

    it('leaves nothing behind that nobody can go on with', async () => {
      const { email, caller } = await server.member('CLINICIAN');
      const { prisma } = server.services;
      const { userId } = caller;
      const { refreshToken } = await signIn(email);
      await refresh(refreshToken);
      await prisma.session.updateMany({ where: { userId }, data: { createdAt: new Date(0) } });
      await prisma.refreshToken.updateMany({ where: { userId }, data: { expiresAt: new Date(0) } });
      const last = await signIn(email);
      expect(await prisma.session.count({ where: { userId } })).toBe(1);
      await prisma.refreshToken.updateMany({
        where: { userId },
        data: { expiresAt: new Date(Date.now() + 60_000) },
      });
      expect((await refresh(last.refreshToken)).__typename).toBe('RefreshSessionPayload');
      expect(await prisma.refreshToken.count({ where: { userId } })).toBe(2);
    });

    it('is over after signOut', async () => {
      const { email } = await server.member('CLINICIAN');
      const { refreshToken } = await signIn(email);
      const query = 'mutation ($t: String!) { signOut(input: { refreshToken: $t }) { __typename } }';
      expect((await server.post(query, { t: refreshToken })).data.signOut.__typename).toBe('SignOutPayload');
      expect((await refresh(refreshToken)).__typename).toBe('ForbiddenError');
    });
  });
});
