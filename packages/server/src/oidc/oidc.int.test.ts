import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditChain } from '../audit/testing/auditChain.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { Browser } from './testing/browser.js';
import { startProvider, type TestProvider } from './testing/startProvider.js';

const app = 'https://app.example.org/signed-in';
const exchange = `mutation ($input: ExchangeSignInCodeInput!) { exchangeSignInCode(input: $input) {
  __typename ... on ExchangeSignInCodePayload { accessToken refreshToken user { email name role organization { name } } }
  ... on Error { code } } }`;
const organization = 'St. Mary';

describe.each(databaseKinds)('signing in through an identity provider, on the %s database', (kind) => {
  let server: TestServer;
  let provider: TestProvider;
  let organizationId: string;
  let folder: string;
  let base: string;
  beforeAll(async () => {
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    provider = await startProvider(['mary', 'linking'].map((name) => `${base}/auth/oidc/${name}/callback`));
    const { issuer, clientId, clientSecret } = provider;
    folder = mkdtempSync(join(tmpdir(), 'eventeye-oidc-'));
    const file = join(folder, 'oidc.json');
    const mary = {
      name: 'mary',
      label: 'St. Mary',
      organization,
      issuer,
      clientId,
      clientSecret,
      scope: 'openid email profile groups',
      redirectUris: [app],
      allowedDomains: ['mary.example.org'],
      roleClaim: 'groups',
      roles: { ADMIN: ['it'], CLINICIAN: ['radiology'], VIEWER: ['wards'] },
    };
    const linking = { ...mary, name: 'linking', linkByVerifiedEmail: true };
    const gone = { ...mary, name: 'gone', issuer: `http://127.0.0.1:${await freePort()}` };
    writeFileSync(file, JSON.stringify({ providers: [mary, linking, gone] }));
    server = await startTestServer(kind, {
      PORT: String(port),
      EVENTEYE_PUBLIC_URL: base,
      EVENTEYE_OIDC_FILE: file,
    });
    organizationId = (await server.services.prisma.organization.create({ data: { name: organization } })).id;
  });
  afterAll(async () => {
    await server.close();
    await provider.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => {
    provider.forge = undefined;
  });

  let count = 0;
  const person = (claims: object = {}) => {
    const subject = `person-${kind}-${count++}`;
    const email = `${subject}@mary.example.org`;
    provider.people.set(subject, {
      email,
      email_verified: true,
      name: 'Dr. Kim',
      groups: ['radiology'],
      ...claims,
    });
    return { subject, email };
  };
  const pkce = () => {
    const codeVerifier = randomBytes(32).toString('base64url');
    return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
  };
  const startAddress = (codeChallenge: string, name = 'mary', redirect = app) =>
    `${base}/auth/oidc/${name}/start?${new URLSearchParams({ redirect_uri: redirect, state: 'of the app', code_challenge: codeChallenge })}`;
  /** Up to the address of our callback, not opened yet. */
  const upToCallback = async (subject: string, change: (location: URL) => void = () => {}, name = 'mary') => {
    const browser = new Browser();
    browser.person = subject;
    const proof = pkce();
    const begun = await browser.open(startAddress(proof.codeChallenge, name));
    const location = new URL(begun.headers.get('location')!);
    change(location);
    const callback = await browser.follow(await browser.open(location), `${base}/auth/oidc/`);
    return { browser, callback, ...proof };
  };
  /** Where the application is sent to. */
  const backAt = (response: Response) => new URL(response.headers.get('location') ?? 'none:').searchParams;
  const signIn = async (subject: string, name?: string) => {
    const { browser, callback, codeVerifier } = await upToCallback(subject, undefined, name);
    const back = backAt(await browser.open(callback));
    return { back, codeVerifier };
  };
  const tokensFor = async (code: string | null, codeVerifier: string) =>
    (await server.post(exchange, { input: { code, codeVerifier } })).data.exchangeSignInCode;
  const enter = async (subject: string) => {
    const { back, codeVerifier } = await signIn(subject);
    return tokensFor(back.get('code'), codeVerifier);
  };
  const roleOf = async (token: string) => {
    const answer = await server.post('{ viewer { role } }', {}, token);
    return answer.data?.viewer?.role ?? answer.errors?.[0]?.extensions.code;
  };
  const codeOf = async (response: Response) =>
    ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

  it('is offered to the page where people sign in', async () => {
    const { data } = await server.post('{ signInProviders { name label startUrl } }');
    expect(data.signInProviders[0]).toEqual({
      name: 'mary',
      label: 'St. Mary',
      startUrl: `${base}/auth/oidc/mary/start`,
    });
  });

  it('goes all the way: a new person gets an account with the role of their group', async () => {
    const { subject, email } = person();
    const { back, codeVerifier } = await signIn(subject);
    expect(back.get('state')).toBe('of the app');
    const session = await tokensFor(back.get('code'), codeVerifier);
    expect(session.user).toEqual({
      email,
      name: 'Dr. Kim',
      role: 'CLINICIAN',
      organization: { name: organization },
    });
    expect(await roleOf(session.accessToken)).toBe('CLINICIAN');
    const refresh = `mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { __typename } }`;
    const refreshed = await server.post(refresh, { t: session.refreshToken });
    expect(refreshed.data.refreshSession.__typename).toBe('RefreshSessionPayload');
  });

  it('leaves a trace in the audit of the organization: begun, proved or refused, signed in', async () => {
    const { during } = auditChain(server.services, organizationId);
    const welcome = person();
    const events = await during(() => enter(welcome.subject));
    expect(events.map(({ type, action, outcome }) => [type, action, outcome])).toEqual([
      ['SIGN_IN_STARTED', 'E', 'SUCCESS'],
      ['IDENTITY_PROVED', 'E', 'SUCCESS'],
      ['SIGN_IN', 'E', 'SUCCESS'],
    ]);
    const { id } = await server.services.prisma.user.findUniqueOrThrow({ where: { email: welcome.email } });
    expect(events[1]!.body).toMatchObject({
      entities: [{ type: 'User', id }],
      details: { provider: 'mary' },
    });
    expect(events[2]!.userId).toBe(id);
    const unwelcome = person({ groups: ['catering'] });
    expect(await during(() => signIn(unwelcome.subject))).toMatchObject([
      { type: 'SIGN_IN_STARTED' },
      { type: 'IDENTITY_PROVED', outcome: 'FORBIDDEN', userId: null },
    ]);
    const elsewhere = startAddress(pkce().codeChallenge, 'mary', 'https://evil.example/');
    expect(await during(() => fetch(elsewhere, { redirect: 'manual' }))).toMatchObject([
      { type: 'SIGN_IN_STARTED', outcome: 'FORBIDDEN' },
    ]);
    const { callback } = await upToCallback(person().subject);
    expect(await during(() => fetch(callback))).toMatchObject([
      { type: 'IDENTITY_PROVED', outcome: 'VALIDATION_FAILED' },
    ]);
  });

  it('finds a person again by issuer and subject, with a new role and another address', async () => {
    const { subject, email } = person();
    await enter(subject);
    Object.assign(provider.people.get(subject)!, {
      email: `married-${kind}@mary.example.org`,
      groups: ['wards', 'it'],
    });
    const session = await enter(subject);
    expect(session.user).toMatchObject({ email, role: 'ADMIN' });
    expect(await server.services.prisma.externalIdentity.count({ where: { subject } })).toBe(1);
  });

  it('lets nobody in whose groups give no role, and ends the sessions of who had one', async () => {
    const { subject } = person({ groups: ['kitchen'] });
    expect((await signIn(subject)).back.get('error')).toBe('access_denied');
    const left = person();
    const { accessToken } = await enter(left.subject);
    expect(await roleOf(accessToken)).toBe('CLINICIAN');
    provider.people.get(left.subject)!.groups = [];
    expect((await signIn(left.subject)).back.get('error')).toBe('access_denied');
    expect(await roleOf(accessToken)).toBe('UNAUTHENTICATED');
  });

  it('ends the session at its time, however often it is refreshed', async () => {
    const { accessToken, refreshToken } = await enter(person().subject);
    const { prisma, principals } = server.services;
    const latest = await prisma.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(Math.round((latest.expiresAt!.getTime() - Date.now()) / 3_600_000)).toBe(12);
    await prisma.session.update({ where: { id: latest.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    principals.forget();
    expect(await roleOf(accessToken)).toBe('UNAUTHENTICATED');
    const refresh = `mutation ($t: String!) { refreshSession(input: { refreshToken: $t }) { ... on Error { code } } }`;
    const refreshed = await server.post(refresh, { t: refreshToken });
    expect(refreshed.data.refreshSession.code).toBe('TOKEN_EXPIRED');
  });

  describe('refuses', () => {
    it('a redirect address that is not registered, without sending anybody anywhere', async () => {
      const { codeChallenge } = pkce();
      for (const redirect of ['https://evil.example.org', `${app}/`, `${app}?x=1`, app.toUpperCase(), '']) {
        const response = await new Browser().open(startAddress(codeChallenge, 'mary', redirect));
        expect(response.status, redirect).toBe(403);
        expect(response.headers.get('location')).toBeNull();
      }
    });

    it('to begin without PKCE of the application, or with a provider that does not exist', async () => {
      expect(await codeOf(await new Browser().open(startAddress('short')))).toBe('VALIDATION_FAILED');
      const plain = `${startAddress(pkce().codeChallenge)}&code_challenge_method=plain`;
      expect(await codeOf(await new Browser().open(plain))).toBe('VALIDATION_FAILED');
      const unknown = await new Browser().open(startAddress(pkce().codeChallenge, 'other'));
      expect(unknown.status).toBe(404);
    });

    it('an answer with another state, or in a browser that did not ask', async () => {
      const { browser, callback } = await upToCallback(person().subject);
      const wrong = new URL(callback);
      wrong.searchParams.set('state', 'made-up');
      for (const response of [await browser.open(wrong), await new Browser().open(callback)]) {
        expect(response.status).toBe(400);
        expect(response.headers.get('location')).toBeNull();
      }
    });

    it('an answer of somebody else’s sign-in in a browser that asked as well', async () => {
      const victim = await upToCallback(person().subject);
      const attacker = await upToCallback(person().subject);
      const injected = new URL(victim.callback);
      injected.searchParams.set('code', attacker.callback.searchParams.get('code')!);
      expect(backAt(await victim.browser.open(injected)).get('error')).toBe('access_denied');
    });

    it('a code of the provider that was used before, also with the cookie of the sign-in', async () => {
      const { browser, callback } = await upToCallback(person().subject);
      const thief = new Browser();
      browser.copyCookiesTo(thief);
      expect(backAt(await browser.open(callback)).get('code')).not.toBeNull();
      expect((await browser.open(callback)).status).toBe(400);
      expect(backAt(await thief.open(callback)).get('error')).toBe('access_denied');
    });

    it('an ID token with another nonce', async () => {
      const { subject } = person();
      const { browser, callback } = await upToCallback(subject, ({ searchParams }) =>
        searchParams.set('nonce', 'of-another-sign-in'),
      );
      expect(backAt(await browser.open(callback)).get('error')).toBe('access_denied');
      expect(await server.services.prisma.externalIdentity.count({ where: { subject } })).toBe(0);
    });

    it('a code that was made for another verifier of ours', async () => {
      const { browser, callback } = await upToCallback(person().subject, ({ searchParams }) =>
        searchParams.set('code_challenge', pkce().codeChallenge),
      );
      expect(backAt(await browser.open(callback)).get('error')).toBe('access_denied');
    });

    it('ID tokens for another audience, of another issuer, too old, of another key, and unsigned', async () => {
      const stranger = await generateKeyPair('RS256');
      const forgeries: Record<string, NonNullable<TestProvider['forge']>> = {
        audience: (claims, sign) => sign({ ...claims, aud: 'another-app' }),
        'audiences without azp': (claims, sign) =>
          sign({ ...claims, aud: ['eventeye', 'another-app'], azp: 'another-app' }),
        issuer: (claims, sign) => sign({ ...claims, iss: 'https://other.example.org' }),
        expired: (claims, sign) => sign({ ...claims, iat: claims.iat! - 7200, exp: claims.exp! - 7200 }),
        key: (claims) =>
          new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(stranger.privateKey),
        unsigned: async (claims) => new UnsecuredJWT(claims).encode(),
        'another subject than userinfo': (claims, sign) => sign({ ...claims, sub: 'somebody-else' }),
      };
      for (const [name, forge] of Object.entries(forgeries)) {
        provider.forge = forge;
        const { back } = await signIn(person().subject);
        expect(back.get('error'), name).toBe('access_denied');
        expect(back.get('code'), name).toBeNull();
      }
      provider.forge = (claims, sign) => sign(claims);
      expect((await signIn(person().subject)).back.get('code')).not.toBeNull();
    });

    it('addresses that are not verified, or of another domain', async () => {
      for (const claims of [
        { email_verified: false },
        { email_verified: undefined },
        { email_verified: 'true' },
        { email: 'somebody@gmail.example.org' },
        { email: 'somebody@mary.example.org.evil.org' },
        { email: undefined },
      ]) {
        const { subject } = person(claims);
        expect((await signIn(subject)).back.get('error'), JSON.stringify(claims)).toBe('access_denied');
        expect(await server.services.prisma.externalIdentity.count({ where: { subject } })).toBe(0);
      }
    });

    it('to take over an account by its address, unless that was configured and the address verified', async () => {
      const { prisma } = server.services;
      const make = (email: string, of = organizationId) =>
        prisma.user.create({ data: { email, name: 'Local', role: 'ADMIN', organizationId: of } });
      const local = person();
      const { id } = await make(local.email);
      expect((await signIn(local.subject)).back.get('error')).toBe('access_denied');
      const linkTo = (subject: string) => signIn(subject, 'linking');
      const unverified = person({ email: local.email, email_verified: false });
      expect((await linkTo(unverified.subject)).back.get('error')).toBe('access_denied');
      const elsewhere = person();
      const other = await prisma.organization.create({ data: { name: 'Other' } });
      await make(elsewhere.email, other.id);
      expect((await linkTo(elsewhere.subject)).back.get('error')).toBe('access_denied');
      expect((await linkTo(local.subject)).back.get('code')).not.toBeNull();
      const linked = await prisma.externalIdentity.findFirstOrThrow({ where: { subject: local.subject } });
      expect(linked.userId).toBe(id);
    });

    it('people whose account was deactivated', async () => {
      const { subject, email } = person();
      await enter(subject);
      await server.services.prisma.user.update({ where: { email }, data: { deactivatedAt: new Date() } });
      expect((await signIn(subject)).back.get('error')).toBe('access_denied');
    });

    it('an application’s code with another verifier, twice, or too late', async () => {
      const wrong = await signIn(person().subject);
      expect((await tokensFor(wrong.back.get('code'), pkce().codeVerifier)).code).toBe('INVALID_CREDENTIALS');
      expect((await tokensFor(wrong.back.get('code'), wrong.codeVerifier)).code).toBe('INVALID_CREDENTIALS');

      const twice = await signIn(person().subject);
      const session = await tokensFor(twice.back.get('code'), twice.codeVerifier);
      expect(await roleOf(session.accessToken)).toBe('CLINICIAN');
      expect((await tokensFor(twice.back.get('code'), twice.codeVerifier)).code).toBe('INVALID_CREDENTIALS');
      expect(await roleOf(session.accessToken)).toBe('UNAUTHENTICATED');

      const late = await signIn(person().subject);
      await server.services.prisma.signInCode.updateMany({
        where: { usedAt: null },
        data: { expiresAt: new Date(Date.now() - 1) },
      });
      expect((await tokensFor(late.back.get('code'), late.codeVerifier)).code).toBe('INVALID_CREDENTIALS');
      expect((await tokensFor('made up', late.codeVerifier)).code).toBe('INVALID_CREDENTIALS');
    });
  });

  it('says so when the provider does not answer, and when people change their mind there', async () => {
    const unreachable = await new Browser().open(startAddress(pkce().codeChallenge, 'gone'));
    expect(unreachable.status).toBe(502);
    expect(await codeOf(unreachable)).toBe('IDENTITY_PROVIDER_FAILED');
    const { browser, callback } = await upToCallback(person().subject);
    const declined = new URL(callback);
    declined.searchParams.delete('code');
    declined.searchParams.set('error', 'access_denied');
    expect(backAt(await browser.open(declined)).get('error')).toBe('access_denied');
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}
