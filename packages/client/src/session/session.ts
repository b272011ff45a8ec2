import { EventEyeError } from '@eventeye/core';

/** What proves who asks. Without a refresh token the session ends when the access token runs out. */
export interface SessionTokens {
  /** For "Authorization: Bearer": of a session, an API key `ee_…`, or an embed token `eet_…`. */
  accessToken: string;
  refreshToken?: string;
  /** The nonce of an embed token. */
  nonce?: string;
  /** When the access token runs out, ISO 8601; needed only where the token does not say so itself. */
  expiresAt?: string;
}

/**
 * Brings a token when one is needed: at first, and shortly before or after the last one has run out. For embed tokens, which
 * the page's own server asks for with `createEmbedToken`. However many requests need one, it is called once.
 */
export type GetToken = () => Promise<
  string | { token: string; nonce?: string | null; expiresAt?: string | null }
>;

/** Told of new tokens, and of undefined when the session ended. */
export type SessionListener = (tokens: SessionTokens | undefined) => void;

/** Keeps the tokens of one client and renews them. */
export interface Session {
  /** The tokens now; undefined when signed out. */
  readonly tokens: SessionTokens | undefined;
  /** Whether `refresh` can succeed. */
  readonly renewable: boolean;
  /** Tells of every change. @returns a function that stops telling. */
  listen(listener: SessionListener): () => void;
  /** Replaces the tokens, or signs out locally with undefined. */
  set(tokens: SessionTokens | undefined): void;
  /**
   * Exchanges the refresh token for new tokens, or has a new token brought. However many ask at once, it is done once: the
   * server ends a session whose refresh token comes twice.
   *
   * @param usedAccessToken what the failed request was sent with; when the tokens changed since, nothing is asked.
   * Throws UNAUTHENTICATED without a refresh token, and what the server answers when it refuses.
   */
  refresh(usedAccessToken?: string): Promise<SessionTokens>;
  /** The tokens, renewed first when they are about to run out; undefined when signed out. */
  fresh(): Promise<SessionTokens | undefined>;
  /** Tells that the server takes the access token for run out, whatever the clock here says. */
  expire(): void;
}

/** How a session reaches the server. */
export interface SessionOptions {
  initial?: SessionTokens;
  renew(refreshToken: string): Promise<SessionTokens>;
  getToken?: GetToken | undefined;
}

const marginSeconds = 30;

/** Makes the session of one client. */
export function createSession({ initial, renew, getToken }: SessionOptions): Session {
  let tokens = initial;
  let expired: string | undefined;
  let running: Promise<SessionTokens> | undefined;
  const listeners = new Set<SessionListener>();

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
  const bring = async (bringToken: GetToken): Promise<SessionTokens> => {
    const before = tokens;
    const brought = await broughtBy(bringToken);
    if (tokens === before) set(brought);
    return brought;
  };
  const refresh = (usedAccessToken?: string): Promise<SessionTokens> => {
    if (running) return running;
    if (tokens && usedAccessToken !== undefined && tokens.accessToken !== usedAccessToken) {
      return Promise.resolve(tokens);
    }
    const renewal = tokens?.refreshToken
      ? exchange(tokens.refreshToken)
      : getToken
        ? bring(getToken)
        : undefined;
    if (!renewal) {
      return Promise.reject(new EventEyeError('UNAUTHENTICATED', 'The session has ended. Sign in again.'));
    }
    running = renewal.finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    get tokens() {
      return tokens;
    },
    get renewable() {
      return tokens?.refreshToken !== undefined || getToken !== undefined;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set,
    refresh,
    async fresh() {
      if (!tokens) return getToken && refresh();
      const { accessToken, refreshToken } = tokens;
      const old = accessToken === expired || endsWithin(tokens, marginSeconds);
      return old && (refreshToken !== undefined || getToken) ? refresh(accessToken) : tokens;
    },
    expire() {
      expired = tokens?.accessToken;
    },
  };
}

async function broughtBy(getToken: GetToken): Promise<SessionTokens> {
  try {
    const brought = await getToken();
    if (typeof brought === 'string') return { accessToken: brought };
    const { token, nonce, expiresAt } = brought;
    return { accessToken: token, ...(nonce && { nonce }), ...(expiresAt && { expiresAt }) };
  } catch (cause) {
    if (EventEyeError.is(cause)) throw cause;
    throw new EventEyeError('UNAUTHENTICATED', 'The page could not get a token for EventEye. Reload it.', {
      cause,
    });
  }
}

/** Whether a token runs out within the given time, as far as it or who brought it says. */
function endsWithin({ accessToken, expiresAt }: SessionTokens, seconds: number): boolean {
  const end = expiresAt === undefined ? expiryOf(accessToken) : Date.parse(expiresAt);
  return end !== undefined && end - Date.now() < seconds * 1000;
}

/** When a JSON Web Token runs out (RFC 7519 4.1.4), in milliseconds; an opaque token never says so. */
function expiryOf(token: string): number | undefined {
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const { exp } = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
