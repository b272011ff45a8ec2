import { EventEyeError } from '@eventeye/core';
import { authorizationCodeGrant, ClientError, fetchUserInfo, ResponseBodyError } from 'openid-client';
import type { IdentityProvider } from './identityProviders.js';
import type { PendingSignIn } from './pendingSignIn.js';
import type { ProvenIdentity } from './userOfClaims.js';

/**
 * Exchanges the provider's code and checks what it says: state, nonce, signature, issuer, audience and times of the ID token are
 * checked by openid-client.
 *
 * @param search of the address that the provider sent the browser to.
 * @throws EventEyeError FORBIDDEN when the answer does not hold, IDENTITY_PROVIDER_FAILED when the provider does not answer.
 */
export async function proveIdentity(
  { callbackUrl, configuration }: IdentityProvider,
  pending: PendingSignIn,
  search: string,
): Promise<ProvenIdentity> {
  const client = await configuration();
  const answer = new URL(callbackUrl);
  answer.search = search;
  try {
    const tokens = await authorizationCodeGrant(client, answer, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The answer holds no ID token.');
    // Many providers tell of people at another address only; it must be of the same person.
    const more = client.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(client, tokens.access_token, claims.sub)
      : {};
    return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } };
  } catch (cause) {
    if (isUnreachable(cause)) {
      throw new EventEyeError(
        'IDENTITY_PROVIDER_FAILED',
        'The identity provider does not answer. Try again.',
        {
          cause,
        },
      );
    }
    throw new EventEyeError(
      'FORBIDDEN',
      'The identity provider’s answer does not hold. Go back to the application and sign in again.',
      { cause },
    );
  }
}

function isUnreachable(cause: unknown): boolean {
  if (cause instanceof ResponseBodyError) return cause.status >= 500;
  if (cause instanceof ClientError) return cause.code === 'OAUTH_TIMEOUT';
  // What `fetch` throws when nobody answers.
  return cause instanceof TypeError && cause.message === 'fetch failed';
}
