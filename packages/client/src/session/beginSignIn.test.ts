import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { beginSignIn, endSignIn } from './beginSignIn.js';

const here = 'https://clinic.example.org/signed-in';

it('sends the browser with the challenge of its verifier, and takes the code that comes back', async () => {
  const { url, state, codeVerifier } = await beginSignIn(
    'https://api.example.org/auth/oidc/mary/start',
    here,
  );
  const query = new URL(url).searchParams;
  expect(query.get('code_challenge')).toBe(createHash('sha256').update(codeVerifier).digest('base64url'));
  expect(query.get('redirect_uri')).toBe(here);
  expect(codeVerifier).toMatch(/^[\w-]{43}$/);
  const back = `${here}?state=${query.get('state')}&code=c1`;
  expect(endSignIn(back, { state, codeVerifier })).toEqual({ code: 'c1', codeVerifier });
});

it('refuses what another began, and tells why the provider refused', () => {
  const kept = { state: 's1', codeVerifier: 'v' };
  expect(() => endSignIn(`${here}?state=s2&code=c1`, kept)).toThrow(
    expect.objectContaining({ code: 'UNAUTHENTICATED' }),
  );
  const refused = `${here}?state=s1&error=access_denied&error_description=No+group`;
  expect(() => endSignIn(refused, kept)).toThrow(
    expect.objectContaining({
      code: 'IDENTITY_PROVIDER_FAILED',
      message: expect.stringContaining('No group'),
    }),
  );
});
