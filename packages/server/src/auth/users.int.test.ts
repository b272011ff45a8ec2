import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';

const createUser = `mutation ($input: CreateUserInput!) { createUser(input: $input) {
  __typename ... on CreateUserPayload { user { id email role isActive } } ... on Error { code message } } }`;
const updateUser = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) {
  __typename ... on UpdateUserPayload { user { id role isActive name } } ... on Error { code message } } }`;
const everywhere = `mutation ($input: SignOutEverywhereInput!) { signOutEverywhere(input: $input) {
  __typename ... on SignOutEverywherePayload { endedSessions } ... on Error { code } } }`;
const changePassword = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) {
  __typename ... on ChangePasswordPayload { user { email } } ... on Error { code } } }`;
const signIn = `mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) {
  __typename ... on SignInPayload { accessToken refreshToken } ... on Error { code } } }`;
const users = 'query ($search: String) { users(search: $search) { totalCount edges { node { email } } } }';

describe.each(databaseKinds)('accounts on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(kind);
  });
  afterAll(() => server.close());

  const idOf = (userId: string) => encodeGlobalId('User', userId);
  const change = async (token: string, input: object) =>
    (await server.post(updateUser, { input }, token)).data.updateUser;
  const enter = async (email: string, password = testPassword) =>
    (await server.post(signIn, { email, password })).data.signIn;
  const stateOf = async (token: string) => {
    const answer = await server.post('{ viewer { role } }', {}, token);
    return answer.data?.viewer?.role ?? answer.errors?.[0]?.extensions.code;
  };

  describe('users', () => {
    it('are listed and searched by administrators, of their own organization only', async () => {
      const admin = await server.member('ADMIN');
      const colleague = await server.member('VIEWER', admin.caller.organizationId);
      await server.member('VIEWER');
      const all = await server.post(users, {}, admin.token);
      expect(all.data.users.totalCount).toBe(2);
      const found = await server.post(users, { search: colleague.email.slice(0, 15) }, admin.token);
      expect(found.data.users.edges).toEqual([{ node: { email: colleague.email } }]);
      const refused = await server.post(users, {}, colleague.token);
      expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    });

    it('are added by administrators and sign in then', async () => {
      const { token } = await server.member('ADMIN');
      const email = `New.${kind}@Example.org`;
      const input = { email, name: 'New', role: 'CLINICIAN', password: 'a rather long sentence' };
      const made = (await server.post(createUser, { input }, token)).data.createUser;
      expect(made.user).toMatchObject({ email: email.toLowerCase(), role: 'CLINICIAN', isActive: true });
      expect((await enter(email, input.password)).__typename).toBe('SignInPayload');
      const twice = (await server.post(createUser, { input }, token)).data.createUser;
      expect(twice).toMatchObject({ __typename: 'ConflictError', code: 'CONFLICT' });
    });

    it('are not added by others, nor with passwords that are easily guessed', async () => {
      const { token } = await server.member('CLINICIAN');
      const input = { email: 'who@example.org', name: 'Who', role: 'ADMIN', password: 'a rather long one' };
      expect((await server.post(createUser, { input }, token)).data.createUser.code).toBe('FORBIDDEN');
      const admin = await server.member('ADMIN');
      for (const password of ['too short', 'who@example.org!', 'aaaaaaaaaaaaaaaa']) {
        const answer = await server.post(createUser, { input: { ...input, password } }, admin.token);
        expect(answer.data.createUser.code, password).toBe('VALIDATION_FAILED');
      }
    });

    it('without a password can not sign in with any', async () => {
      const { token } = await server.member('ADMIN');
      const input = { email: `sso.${kind}@example.org`, name: 'Sso', role: 'VIEWER' };
      await server.post(createUser, { input }, token);
      expect((await enter(input.email, 'null')).code).toBe('INVALID_CREDENTIALS');
    });
  });

  describe('updateUser', () => {
    it('gives a role that holds from the very next request on', async () => {
      const admin = await server.member('ADMIN');
      const user = await server.member('CLINICIAN', admin.caller.organizationId);
      expect(await stateOf(user.token)).toBe('CLINICIAN');
      await change(admin.token, { userId: idOf(user.caller.userId), role: 'VIEWER' });
      expect(await stateOf(user.token)).toBe('VIEWER');
      const create = 'mutation { createPatient(input: { mrn: "1" }) { ... on Error { code } } }';
      expect((await server.post(create, {}, user.token)).data.createPatient.code).toBe('FORBIDDEN');
    });

    it('deactivates: tokens, refreshing and signing in are refused at once', async () => {
      const admin = await server.member('ADMIN');
      const user = await server.member('CLINICIAN', admin.caller.organizationId);
      const session = await enter(user.email);
      expect(await stateOf(session.accessToken)).toBe('CLINICIAN');
      const userId = idOf(user.caller.userId);
      expect((await change(admin.token, { userId, isActive: false })).user.isActive).toBe(false);
      expect(await stateOf(session.accessToken)).toBe('UNAUTHENTICATED');
      const refresh = `mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { ... on Error { code } } }`;
      const refreshed = await server.post(refresh, { t: session.refreshToken });
      expect(refreshed.data.refreshSession.code).toBe('INVALID_CREDENTIALS');
      expect((await enter(user.email)).code).toBe('INVALID_CREDENTIALS');
      await change(admin.token, { userId, isActive: true });
      expect(await stateOf(session.accessToken)).toBe('UNAUTHENTICATED');
      expect((await enter(user.email)).__typename).toBe('SignInPayload');
    });

    it('sets a new password and ends the sessions of the former one', async () => {
      const admin = await server.member('ADMIN');
      const user = await server.member('VIEWER', admin.caller.organizationId);
      const newPassword = 'another long sentence';
      await change(admin.token, { userId: idOf(user.caller.userId), newPassword });
      expect(await stateOf(user.token)).toBe('UNAUTHENTICATED');
      expect((await enter(user.email)).code).toBe('INVALID_CREDENTIALS');
      expect((await enter(user.email, newPassword)).__typename).toBe('SignInPayload');
    });

    it('keeps an administrator, also when two demote each other at the same moment', async () => {
      const one = await server.member('ADMIN');
      const other = await server.member('ADMIN', one.caller.organizationId);
      const both = await Promise.all([
        change(one.token, { userId: idOf(other.caller.userId), role: 'VIEWER' }),
        change(other.token, { userId: idOf(one.caller.userId), isActive: false }),
      ]);
      expect(both.filter(({ __typename }) => __typename === 'UpdateUserPayload')).toHaveLength(1);
      const { organizationId } = one.caller;
      const left = { organizationId, role: 'ADMIN' as const, deactivatedAt: null };
      expect(await server.services.prisma.user.count({ where: left })).toBe(1);
    });

    it('knows nobody of another organization', async () => {
      const admin = await server.member('ADMIN');
      const stranger = await server.member('VIEWER');
      const userId = idOf(stranger.caller.userId);
      expect((await change(admin.token, { userId, isActive: false })).code).toBe('NOT_FOUND');
      expect(await stateOf(stranger.token)).toBe('VIEWER');
    });
  });

  describe('signOutEverywhere', () => {
    it('ends all sessions of the caller and nobody else’s', async () => {
      const user = await server.member('CLINICIAN');
      const colleague = await server.member('CLINICIAN', user.caller.organizationId);
      const second = await enter(user.email);
      const answer = await server.post(everywhere, { input: {} }, second.accessToken);
      expect(answer.data.signOutEverywhere.endedSessions).toBe(2);
      expect(await stateOf(user.token)).toBe('UNAUTHENTICATED');
      expect(await stateOf(second.accessToken)).toBe('UNAUTHENTICATED');
      expect(await stateOf(colleague.token)).toBe('CLINICIAN');
    });

    it('is for others in the hands of administrators only', async () => {
      const admin = await server.member('ADMIN');
      const user = await server.member('CLINICIAN', admin.caller.organizationId);
      const of = async (token: string, userId: string) =>
        (await server.post(everywhere, { input: { userId: idOf(userId) } }, token)).data.signOutEverywhere;
      expect((await of(user.token, admin.caller.userId)).code).toBe('FORBIDDEN');
      expect((await of((await server.member('ADMIN')).token, user.caller.userId)).code).toBe('NOT_FOUND');
      expect((await of(admin.token, user.caller.userId)).endedSessions).toBe(1);
      expect(await stateOf(user.token)).toBe('UNAUTHENTICATED');
      expect(await stateOf(admin.token)).toBe('ADMIN');
    });
  });

  describe('changePassword', () => {
    const newPassword = 'quite another sentence';
    it('needs the present one, and ends all other sessions', async () => {
      const user = await server.member('VIEWER');
      const here = await enter(user.email);
      const with_ = async (currentPassword: string) =>
        (await server.post(changePassword, { input: { currentPassword, newPassword } }, here.accessToken))
          .data.changePassword;
      expect((await with_('wrong')).code).toBe('INVALID_CREDENTIALS');
      expect((await with_(testPassword)).user.email).toBe(user.email);
      expect(await stateOf(here.accessToken)).toBe('VIEWER');
      expect(await stateOf(user.token)).toBe('UNAUTHENTICATED');
      expect((await enter(user.email)).code).toBe('INVALID_CREDENTIALS');
      expect((await enter(user.email, newPassword)).__typename).toBe('SignInPayload');
    });

    it('makes guessing wait as signing in does', async () => {
      const { token } = await server.member('VIEWER');
      const codes: string[] = [];
      for (let attempt = 0; attempt < 6; attempt++) {
        const input = { currentPassword: `guess ${attempt}`, newPassword };
        codes.push((await server.post(changePassword, { input }, token)).data.changePassword.code);
      }
      expect(codes).toEqual([...Array(5).fill('INVALID_CREDENTIALS'), 'QUOTA_EXCEEDED']);
    });
  });
});
