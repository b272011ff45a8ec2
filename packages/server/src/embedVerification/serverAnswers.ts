import { embedPath } from '../embed/embedRoutes.js';
import type { TokenSample } from './verifyEmbed.js';

/** What a server answers to a page's browser. */
export interface ServerAnswers {
  reached: boolean;
  /** Of the elements that it hands out. */
  version?: string;
  /** Whether its answer to the preflight names the page's origin. */
  cors: boolean;
  frameAncestors: boolean;
  /** Whether the token of the page is taken there; left out without one. */
  token?: { state: 'ok' | 'warning' | 'fault'; message: string };
}

const timeoutMs = 15_000;

/** Asks a server what a browser on a page of `origin` would ask it. */
export async function askServer(server: URL, origin: string, sample?: TokenSample): Promise<ServerAnswers> {
  const version = await ask(new URL(`${embedPath}/version.json`, server))
    .then((response) => (response.ok ? (response.json() as Promise<{ version?: string }>) : null))
    .catch(() => null);
  if (!version) return { reached: false, cors: false, frameAncestors: false };
  const frame = new URL(`${embedPath}/frame.html`, server);
  frame.searchParams.set('origin', origin);
  const [preflight, framed, token] = await Promise.all([
    ask(new URL('/graphql', server), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,eventeye-embed-nonce',
      },
    }),
    ask(frame),
    sample && tryToken(server, origin, sample),
  ]);
  const ancestors = /frame-ancestors ([^;]*)/.exec(framed.headers.get('content-security-policy') ?? '')?.[1];
  return {
    reached: true,
    ...(version.version && { version: version.version }),
    cors: preflight.headers.get('access-control-allow-origin') === origin,
    frameAncestors: framed.ok && (ancestors?.split(/\s+/).includes(origin) ?? false),
    ...(token && { token }),
  };
}

async function tryToken(
  server: URL,
  origin: string,
  { token, nonce }: TokenSample,
): Promise<NonNullable<ServerAnswers['token']>> {
  const response = await ask(new URL('/graphql', server), {
    method: 'POST',
    headers: {
      origin,
      authorization: `Bearer ${token}`,
      'eventeye-embed-nonce': nonce,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: '{ patients(first: 1) { totalCount } }' }),
  });
  const answer = (await response.json()) as {
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const [error] = answer.errors ?? [];
  return error
    ? { state: 'fault', message: `${error.extensions?.code ?? 'REFUSED'}: ${error.message}` }
    : { state: 'ok', message: `The token is taken on pages of ${origin}.` };
}

function ask(url: URL, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
}
