import type { SignInProvider, User } from '@eventeye/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { finishProviderSignIn, prepareProviders } from './providerSignIn.js';

const provider: SignInProvider = {
  __typename: 'SignInProvider',
  name: 'hospital',
  label: 'Hospital',
  startUrl: '/auth/oidc/hospital/start',
};
const user = { name: 'Kim' } as User;
const replaced: string[] = [];

beforeEach(() => {
  const kept = new Map<string, string>();
  replaced.length = 0;
  at('https://eventeye.example.org/');
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('history', { replaceState: (_: unknown, _title: string, url: string) => replaced.push(url) });
});
afterEach(() => vi.unstubAllGlobals());

it('comes back from the provider with the code and the verifier of the challenge it was begun with', async () => {
  const [link] = await prepareProviders([provider], '/patients/7');
  const begun = new URL(link!.startUrl).searchParams;
  expect(begun.get('redirect_uri')).toBe('https://eventeye.example.org/sign-in/return');

  at(`https://eventeye.example.org/sign-in/return?code=once&state=${begun.get('state')}`);
  const exchangeSignInCode = vi.fn(async (_: { code: string; codeVerifier: string }) => user);
  expect(await finishProviderSignIn({ exchangeSignInCode })).toEqual({ user, path: '/patients/7' });
  const [{ code, codeVerifier }] = exchangeSignInCode.mock.calls[0]!;
  expect(code).toBe('once');
  // RFC 7636, 4.2: the challenge is the SHA-256 of the verifier, as base64url.
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  const challenge = btoa(String.fromCharCode(...new Uint8Array(digest)));
  expect(begun.get('code_challenge')).toBe(
    challenge.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  );
  expect(replaced).toEqual(['/sign-in/return']);
});

it('takes no code that this tab did not ask for, and none twice', async () => {
  const [link] = await prepareProviders([provider], '/');
  const state = new URL(link!.startUrl).searchParams.get('state');
  const exchangeSignInCode = vi.fn(async () => user);
  at('https://eventeye.example.org/sign-in/return?code=stolen&state=of-another');
  await expect(finishProviderSignIn({ exchangeSignInCode })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  at(`https://eventeye.example.org/sign-in/return?code=late&state=${state}`);
  await expect(finishProviderSignIn({ exchangeSignInCode })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(exchangeSignInCode).not.toHaveBeenCalled();
});

it('tells what the provider said when it refused, and does nothing anywhere else', async () => {
  const exchangeSignInCode = vi.fn(async () => user);
  expect(await finishProviderSignIn({ exchangeSignInCode })).toBeUndefined();
  const [link] = await prepareProviders([provider], '/');
  const state = new URL(link!.startUrl).searchParams.get('state');
  const answer = `error=access_denied&error_description=No+account+here.&state=${state}`;
  at(`https://eventeye.example.org/sign-in/return?${answer}`);
  await expect(finishProviderSignIn({ exchangeSignInCode })).rejects.toThrow('No account here.');
});

function at(href: string) {
  vi.stubGlobal('location', new URL(href));
}
