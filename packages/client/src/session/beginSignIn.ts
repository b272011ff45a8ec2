import { EventEyeError } from '@eventeye/core';

/** A sign-in through an identity provider that has begun. Keep it (sessionStorage) until the browser comes back. */
export interface SignInRequest {
  /** Where to send the browser. */
  url: string;
  /** Comes back with the browser; another one means that somebody else began. */
  state: string;
  /** Proves that who ends the sign-in is who began it (RFC 7636). */
  codeVerifier: string;
}

/**
 * Begins a sign-in through an identity provider: makes the verifier and the state, and the address to go to.
 *
 * @param startUrl of one of `client.signInProviders()`, relative to `client.url`.
 * @param redirectUri this application's page that ends the sign-in, as the provider's settings on the server name it.
 *
 * @example
 * const request = await beginSignIn(new URL(provider.startUrl, client.url), `${location.origin}/signed-in`);
 * sessionStorage.setItem('sign-in', JSON.stringify(request));
 * location.assign(request.url);
 */
export async function beginSignIn(startUrl: string | URL, redirectUri: string): Promise<SignInRequest> {
  const [codeVerifier, state] = [randomText(), randomText()];
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier));
  const url = new URL(startUrl);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  url.searchParams.set('code_challenge', base64url(new Uint8Array(digest)));
  return { url: url.href, state, codeVerifier };
}

/**
 * What the page that the browser came back to needs for `client.exchangeSignInCode`.
 *
 * @param address of the page, with its query.
 * @throws EventEyeError IDENTITY_PROVIDER_FAILED with the provider's reason, UNAUTHENTICATED when somebody else began.
 *
 * @example
 * await client.exchangeSignInCode(endSignIn(location.href, JSON.parse(sessionStorage.getItem('sign-in')!)));
 */
export function endSignIn(
  address: string | URL,
  { state, codeVerifier }: Pick<SignInRequest, 'state' | 'codeVerifier'>,
): { code: string; codeVerifier: string } {
  const { searchParams } = new URL(address);
  const code = searchParams.get('code');
  if (searchParams.get('state') !== state) {
    throw new EventEyeError('UNAUTHENTICATED', 'This sign-in was not begun here. Begin it again.');
  }
  if (!code) {
    const reason = searchParams.get('error_description') ?? searchParams.get('error') ?? 'It gave no reason.';
    throw new EventEyeError(
      'IDENTITY_PROVIDER_FAILED',
      `The identity provider refused the sign-in: ${reason}`,
    );
  }
  return { code, codeVerifier };
}

/** 256 random bits, as RFC 7636 4.1 asks for. */
function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
