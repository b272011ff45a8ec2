const operations = {
  signIn: `mutation ($email: String!, $password: String!) {
  signIn(input: { email: $email, password: $password }) {
    ... on SignInPayload { accessToken refreshToken user { name role } }
    ... on Error { code message }
  }
}`,
  refreshSession: `mutation ($refreshToken: String!) {
  refreshSession(input: { refreshToken: $refreshToken }) {
    ... on RefreshSessionPayload { accessToken refreshToken user { name role } }
    ... on Error { code message }
  }
}`,
  signOut: `mutation ($refreshToken: String!) {
  signOut(input: { refreshToken: $refreshToken }) { __typename }
}`,
};

/**
 * Who is signed in on this page. Tokens are kept in memory alone and end with the page; one that ran out is renewed, once however
 * many requests meet it.
 */
export function createSession(path) {
  let tokens = null;
  let state = { user: null, error: null, busy: false };
  let renewing = null;
  const listeners = new Set();
  const tell = (change) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const ask = async (name, variables) => {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: operations[name], variables }),
    });
    const { data, errors } = await response.json();
    return data?.[name] ?? { message: errors?.[0]?.message ?? 'The server did not answer.' };
  };
  const adopt = (payload) => {
    if (!payload?.accessToken) return false;
    tokens = { accessToken: payload.accessToken, refreshToken: payload.refreshToken ?? tokens?.refreshToken };
    tell({ user: payload.user ?? state.user, error: null });
    return true;
  };
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => state,
    accessToken: () => tokens?.accessToken ?? null,
    /** Takes over tokens that an operation of an editor brought. */
    adopt,
    async signIn(email, password) {
      tell({ busy: true, error: null });
      try {
        const answer = await ask('signIn', { email, password });
        if (!adopt(answer)) tell({ error: answer.message });
      } catch {
        tell({ error: 'The server can not be reached.' });
      } finally {
        tell({ busy: false });
      }
    },
    async signOut() {
      const refreshToken = tokens?.refreshToken;
      tokens = null;
      tell({ user: null, error: null });
      if (refreshToken) await ask('signOut', { refreshToken }).catch(() => {});
    },
    /** Whether there is a fresh token now. */
    renew() {
      if (!tokens?.refreshToken) return Promise.resolve(false);
      renewing ??= ask('refreshSession', { refreshToken: tokens.refreshToken })
        .then((answer) => {
          if (adopt(answer)) return true;
          tokens = null;
          tell({ user: null, error: 'The session has ended. Sign in again.' });
          return false;
        })
        .catch(() => false)
        .finally(() => {
          renewing = null;
        });
      return renewing;
    },
  };
}
