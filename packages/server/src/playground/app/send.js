const expired = new Set(['TOKEN_EXPIRED', 'UNAUTHENTICATED']);

/**
 * Sends a request as who is signed in, and once more with a fresh token when the old one has run out.
 *
 * @param init as of `fetch`; a header `authorization` of its own is left as it is.
 */
export async function send(session, path, init) {
  const own = Object.keys(init.headers).some((name) => name.toLowerCase() === 'authorization');
  const attempt = async () => {
    const token = session.accessToken();
    const headers = { accept: 'application/json', ...init.headers };
    if (token && !own) headers.authorization = `Bearer ${token}`;
    const response = await fetch(path, { ...init, headers });
    return response.json();
  };
  const answer = await attempt();
  const ranOut = answer.errors?.some(({ extensions }) => expired.has(extensions?.code));
  return ranOut && !own && (await session.renew()) ? attempt() : answer;
}
