import { EventEyeError } from '@eventeye/core';
import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { z } from 'zod';
import { randomToken } from '../auth/tokenHash.js';
import type { IdentityProvider } from './identityProviders.js';
import type { PendingSignIn } from './pendingSignIn.js';

const parameters = z.object({
  redirect_uri: z.string(),
  state: z.string().max(1024).optional(),
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  code_challenge_method: z.literal('S256').optional(),
});

/**
 * Begins a sign-in: where to send the browser, and what to remember until it is back. State, nonce and PKCE (S256) protect it,
 * each on its own.
 *
 * @param query of the application's request.
 * @throws EventEyeError VALIDATION_FAILED, FORBIDDEN for a redirect address that is not registered, IDENTITY_PROVIDER_FAILED.
 */
export async function startSignIn(
  { settings, callbackUrl, configuration }: IdentityProvider,
  query: unknown,
): Promise<{ location: URL; pending: PendingSignIn }> {
  const parsed = parameters.safeParse(query);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.map(String) ?? [];
    throw new EventEyeError(
      'VALIDATION_FAILED',
      `Correct the parameter ${path.join('.')}: give redirect_uri, code_challenge (S256, 43 characters) and, if you like, state.`,
      { path },
    );
  }
  const { redirect_uri: redirectUri, state: appState, code_challenge: codeChallenge } = parsed.data;
  // Before anything else, and without sending the browser anywhere: an open redirect would hand out codes.
  if (!settings.redirectUris.includes(redirectUri)) {
    throw new EventEyeError(
      'FORBIDDEN',
      'The redirect_uri is not registered for this identity provider. Add it to redirectUris.',
    );
  }
  const state = randomToken();
  const nonce = randomToken();
  const codeVerifier = randomPKCECodeVerifier();
  const location = buildAuthorizationUrl(await configuration(), {
    redirect_uri: callbackUrl,
    scope: settings.scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  });
  const provider = settings.name;
  return {
    location,
    pending: { provider, state, nonce, codeVerifier, redirectUri, appState, codeChallenge },
  };
}
