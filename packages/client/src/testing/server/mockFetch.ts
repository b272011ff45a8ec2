import type { MockRequest, MockServer } from './mockServer.js';

/** How the way to the mock server is. */
export interface Weather {
  /** Nothing gets through. */
  offline: boolean;
  latencyMs: number;
}

/** A `fetch` that asks the mock server: GraphQL, GraphQL multipart requests, and the bytes of announced uploads. */
export function createMockFetch(server: MockServer, weather: Weather): typeof fetch {
  return async (input, init = {}) => {
    const { signal } = init;
    await delay(weather.latencyMs, signal ?? undefined);
    if (weather.offline) throw new TypeError('Failed to fetch');
    const url = new URL(String(input instanceof Request ? input.url : input));
    const headers = new Headers(init.headers);
    if (init.method === 'PUT') return takeBytes(server, url, init);
    if (url.pathname.endsWith('/stream') || !url.pathname.endsWith('/graphql')) {
      await new Response(init.body).arrayBuffer();
      return new Response(null, { status: 404 });
    }
    const request = await requestIn(headers, init);
    // A lost connection loses the answer too.
    if (weather.offline) throw new TypeError('Failed to fetch');
    const result = await server.execute(
      request,
      headers.get('authorization')?.replace(/^Bearer /, '') ?? null,
    );
    return Response.json(result);
  };
}

async function requestIn(headers: Headers, init: RequestInit): Promise<MockRequest> {
  const contentType = headers.get('content-type') ?? '';
  if (!contentType.startsWith('multipart/')) return JSON.parse(String(init.body)) as MockRequest;
  const form = await new Response(init.body, { headers: { 'content-type': contentType } }).formData();
  const request = JSON.parse(String(form.get('operations'))) as MockRequest;
  const { input } = request.variables as { input: { files: unknown[] } };
  input.files = input.files.map((_, index) => ({ filename: (form.get(String(index)) as File).name }));
  return request;
}

async function takeBytes(server: MockServer, { pathname }: URL, init: RequestInit): Promise<Response> {
  await new Response(init.body).arrayBuffer();
  const upload = server.uploads.get(pathname.split('/').pop()!);
  if (!upload) return new Response(null, { status: 404 });
  upload.sent = true;
  return new Response(null, { status: 204 });
}

/** Waits, or throws the signal's reason. */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
