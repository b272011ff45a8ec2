import { type EventEyeClient, EventEyeError, type SignInProvider, type User } from '@eventeye/client';

const key = 'eventeye.provider';
/** Where an identity provider sends the browser back to; `redirectUris` of the provider names it. */
export const returnPath = '/sign-in/return';

/** What must be the same when the browser comes back, and where it began. */
interface Begun {
  state: string;
  codeVerifier: string;
  path: string;
}

/**
 * Prepares signing in through identity providers (RFC 7636, S256): the links to them, each good once. What proves that it was
 * this tab that began lies in the tab.
 */
export async function prepareProviders(
  providers: readonly SignInProvider[],
  path: string,
): Promise<SignInProvider[]> {
  if (providers.length === 0) return [];
  const begun: Begun = { state: randomText(), codeVerifier: randomText(), path };
  sessionStorage.setItem(key, JSON.stringify(begun));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(begun.codeVerifier));
  const added = {
    redirect_uri: new URL(returnPath, location.origin).href,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    state: begun.state,
  };
  return providers.map((provider) => {
    const startUrl = new URL(provider.startUrl, location.origin);
    for (const [name, value] of Object.entries(added)) startUrl.searchParams.set(name, value);
    return { ...provider, startUrl: startUrl.href };
  });
}

/**
 * Takes the browser back from an identity provider, and the code out of its address and history.
 *
 * @returns who is signed in, and where they were when they began; undefined when this is no return.
 * @throws EventEyeError FORBIDDEN with the provider's words or when another tab began, and what the exchange throws.
 */
export async function finishProviderSignIn(
  client: Pick<EventEyeClient, 'exchangeSignInCode'>,
): Promise<{ user: User; path: string } | undefined> {
  if (location.pathname !== returnPath || location.search === '') return undefined;
  const answer = new URLSearchParams(location.search);
  history.replaceState(null, '', returnPath);
  const begun = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Begun>;
  sessionStorage.removeItem(key);
  const code = answer.get('code');
  const isOurs = begun.state !== undefined && begun.state === answer.get('state');
  if (!code || !begun.codeVerifier || !isOurs) {
    const refusal = isOurs ? answer.get('error_description') : null;
    throw new EventEyeError(
      'FORBIDDEN',
      refusal ?? 'This sign-in did not begin in this tab. Begin again here.',
    );
  }
  const user = await client.exchangeSignInCode({ code, codeVerifier: begun.codeVerifier });
  return { user, path: begun.path ?? '/' };
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
