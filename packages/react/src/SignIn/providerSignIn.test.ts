import type { EventEyeClient, User } from '@eventeye/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { endProviderSignIn, isProviderReturn, providerLinks } from './providerSignIn.js';

const redirectUri = 'https://emr.example.org/signed-in';
const client = {
  url: 'https://eventeye.example.org/graphql',
  signInProviders: async () =>
    ['one', 'two'].map((name) => ({
      __typename: 'SignInProvider' as const,
      name,
      label: name,
      startUrl: `/auth/oidc/${name}/start`,
    })),
} satisfies Pick<EventEyeClient, 'url' | 'signInProviders'>;
const replaced: string[] = [];

beforeEach(() => {
  const kept = new Map<string, string>();
  replaced.length = 0;
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('history', { replaceState: (_: unknown, _title: string, url: string) => replaced.push(url) });
});
afterEach(() => vi.unstubAllGlobals());

const at = (address: string) => vi.stubGlobal('location', new URL(address));
const exchange = () =>
  vi.fn(async (_input: { code: string; codeVerifier: string }) => ({ name: 'Kim' }) as User);

it('links lead to the server with a challenge each, and the second is ended with its own verifier', async () => {
  const links = await providerLinks(client, redirectUri);
  const [one, two] = links.map(({ startUrl }) => new URL(startUrl));
  expect(one!.href).toMatch(/^https:\/\/eventeye\.example\.org\/auth\/oidc\/one\/start\?/);
  expect(two!.searchParams.get('redirect_uri')).toBe(redirectUri);
  expect(one!.searchParams.get('code_challenge')).not.toBe(two!.searchParams.get('code_challenge'));

  at(`${redirectUri}?code=c0de&state=${two!.searchParams.get('state')}`);
  expect(isProviderReturn(redirectUri)).toBe(true);
  const exchangeSignInCode = exchange();
  expect(await endProviderSignIn({ exchangeSignInCode })).toEqual({ name: 'Kim' });
  const [given] = exchangeSignInCode.mock.calls[0]!;
  expect(given.code).toBe('c0de');
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(given.codeVerifier));
  expect(Buffer.from(digest).toString('base64url')).toBe(two!.searchParams.get('code_challenge'));
  // Neither code nor verifier is kept: not in the address, not in the tab.
  expect(replaced).toEqual(['/signed-in']);
  await expect(endProviderSignIn({ exchangeSignInCode })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('refuse what another tab began, and say what the provider says', async () => {
  const exchangeSignInCode = exchange();
  at(`${redirectUri}?code=c0de&state=theirs`);
  await expect(endProviderSignIn({ exchangeSignInCode })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  const [link] = await providerLinks(client, redirectUri);
  const state = new URL(link!.startUrl).searchParams.get('state');
  at(`${redirectUri}?error=access_denied&error_description=No+account+here.&state=${state}`);
  await expect(endProviderSignIn({ exchangeSignInCode })).rejects.toThrow('No account here.');
  expect(exchangeSignInCode).not.toHaveBeenCalled();
});

it('are none of the business of other pages', () => {
  at('https://emr.example.org/chart?code=blue&state=open');
  expect(isProviderReturn(redirectUri)).toBe(false);
  at(redirectUri);
  expect(isProviderReturn(redirectUri)).toBe(false);
});
