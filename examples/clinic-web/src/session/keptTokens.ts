import type { SessionTokens } from '@eventeye/client';

const key = 'eventeye.session';

/** The tokens that this tab kept over a reload; undefined when it has none. See docs/decisions/0129. */
export function readTokens(): SessionTokens | undefined {
  try {
    const { accessToken, refreshToken } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as SessionTokens;
    if (typeof accessToken === 'string' && typeof refreshToken === 'string')
      return { accessToken, refreshToken };
  } catch {
    // Not ours: as good as none.
  }
  return undefined;
}

/** Keeps tokens for a reload of this tab, or forgets them. */
export function keepTokens(tokens: SessionTokens | undefined): void {
  if (tokens) sessionStorage.setItem(key, JSON.stringify(tokens));
  else sessionStorage.removeItem(key);
}
