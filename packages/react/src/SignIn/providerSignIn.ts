import { beginSignIn, type EventEyeClient, endSignIn, type User } from '@eventeye/client';
import type { SignInChoice } from './SignInView.js';

/** In the tab's storage: the verifier of each link, by its state, until the browser comes back. */
const key = 'eventeye.sign-in';

/**
 * The identity providers of the server, each with a link that begins a sign-in (RFC 7636, S256) and ends at `redirectUri`. What proves
 * that it was this tab that began lies in the tab.
 */
export async function providerLinks(
  client: Pick<EventEyeClient, 'url' | 'signInProviders'>,
  redirectUri: string,
): Promise<SignInChoice[]> {
  const providers = await client.signInProviders();
  const requests = await Promise.all(
    providers.map(({ startUrl }) => beginSignIn(new URL(startUrl, client.url), redirectUri)),
  );
  const verifiers = requests.map(({ state, codeVerifier }) => [state, codeVerifier]);
  if (requests.length > 0) sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(verifiers)));
  return providers.map(({ name, label }, index) => ({ name, label, startUrl: requests[index]!.url }));
}

/** Whether the browser stands where a provider sent it back to, with an answer. */
export function isProviderReturn(redirectUri: string): boolean {
  const { origin, pathname, searchParams } = new URL(location.href);
  const there = new URL(redirectUri);
  const isThere = origin === there.origin && pathname === there.pathname;
  return isThere && searchParams.has('state') && (searchParams.has('code') || searchParams.has('error'));
}

/**
 * Ends the sign-in that the browser came back from, and takes the answer out of its address and history.
 *
 * @throws EventEyeError UNAUTHENTICATED when another tab began, IDENTITY_PROVIDER_FAILED, and what the exchange throws.
 */
export async function endProviderSignIn(client: Pick<EventEyeClient, 'exchangeSignInCode'>): Promise<User> {
  const address = location.href;
  const verifiers = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, string>;
  sessionStorage.removeItem(key);
  history.replaceState(null, '', location.pathname);
  const state = new URL(address).searchParams.get('state') ?? '';
  const codeVerifier = Object.hasOwn(verifiers, state) ? verifiers[state] : undefined;
  const request = codeVerifier === undefined ? { state: '', codeVerifier: '' } : { state, codeVerifier };
  return client.exchangeSignInCode(endSignIn(address, request));
}
