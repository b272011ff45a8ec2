import { EventEyeError } from '@eventeye/core';

/** What signing in gives. Without a refresh token the session ends when the access token runs out. */
export interface SessionTokens {
  accessToken: string;
  refreshToken?: string;
}

/** Told of new tokens, and of undefined when the session ended. */
export type SessionListener = (tokens: SessionTokens | undefined) => void;

/** Keeps the tokens of one client and renews them. */
export interface Session {
  /** The tokens now; undefined when signed out. */
  readonly tokens: SessionTokens | undefined;
  /** Tells of every change. @returns a function that stops telling. */
  listen(listener: SessionListener): () => void;
  /** Replaces the tokens, or signs out locally with undefined. */
  set(tokens: SessionTokens | undefined): void;
  /**
   * Exchanges the refresh token for new tokens. However many ask at once, the server is asked once: it ends a session
   * whose refresh token comes twice.
   *
   * @param usedAccessToken what the failed request was sent with; when the tokens changed since, nothing is asked.
   * Throws UNAUTHENTICATED without a refresh token, and what the server answers when it refuses.
   */
  refresh(usedAccessToken?: string): Promise<SessionTokens>;
  /** The access token, renewed first when it is about to run out; undefined when signed out. */
  freshAccessToken(): Promise<string | undefined>;
}

/** How a session reaches the server. */
export interface SessionOptions {
  initial?: SessionTokens;
  renew(refreshToken: string): Promise<SessionTokens>;
}

const marginSeconds = 30;

/** Makes the session of one client. */
export function createSession({ initial, renew }: SessionOptions): Session {
  let tokens = initial;
  const listeners = new Set<SessionListener>();
  let running: Promise<SessionTokens> | undefined;

  const set = (next: SessionTokens | undefined) => {
    tokens = next;
    for (const listener of listeners) listener(next);
  };
  const exchange = async (refreshToken: string): Promise<SessionTokens> => {
    try {
      const renewed = await renew(refreshToken);
      // Signed out or in as another meanwhile: the answer belongs to nobody any more.
      if (tokens?.refreshToken === refreshToken) set(renewed);
      return renewed;
    } catch (error) {
      const refused = EventEyeError.is(error) && !error.retryable;
      if ((refused || EventEyeError.is(error, 'TOKEN_EXPIRED')) && tokens?.refreshToken === refreshToken) {
        set(undefined);
      }
      throw error;
    }
  };
  const refresh = (usedAccessToken?: string): Promise<SessionTokens> => {
    if (running) return running;
    if (tokens && usedAccessToken !== undefined && tokens.accessToken !== usedAccessToken) {
      return Promise.resolve(tokens);
    }
    if (!tokens?.refreshToken) {
      return Promise.reject(new EventEyeError('UNAUTHENTICATED', 'The session has ended. Sign in again.'));
    }
    running = exchange(tokens.refreshToken).finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    get tokens() {
      return tokens;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set,
    refresh,
    async freshAccessToken() {
      if (!tokens) return undefined;
      if (tokens.refreshToken && endsWithin(tokens.accessToken, marginSeconds)) {
        return (await refresh(tokens.accessToken)).accessToken;
      }
      return tokens.accessToken;
    },
  };
}

/** Whether a JSON Web Token runs out within the given time (RFC 7519 4.1.4); an opaque token never says so. */
function endsWithin(token: string, seconds: number): boolean {
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof exp === 'number' && exp - Date.now() / 1000 < seconds;
  } catch {
    return false;
  }
}
