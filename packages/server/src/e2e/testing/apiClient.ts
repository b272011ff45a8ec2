import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { demoPassword } from '../../demo/demoAccounts.js';

/** A caller as an integrator without our SDK would write one. */
export interface ApiClient {
  request<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  upload<T>(
    query: string,
    variables: Record<string, unknown>,
    files: { filename: string; bytes: Uint8Array }[],
  ): Promise<T>;
  subscribe<T>(query: string, variables: Record<string, unknown>): AsyncIterableIterator<T>;
  close(): Promise<void>;
}

/** Signs in as one of the demonstration's users. */
export async function signIn(url: string, user = 'clinician'): Promise<ApiClient> {
  const endpoint = `${url}/graphql`;
  const signedIn = await post<{ signIn: { accessToken: string } }>(endpoint, '', {
    query: `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInPayload { accessToken } ... on Error { code } } }`,
    variables: { input: { email: `${user}@demo.eventeye.local`, password: demoPassword } },
  });
  const authorization = `Bearer ${signedIn.signIn.accessToken}`;
  const socket = createClient({
    url: endpoint.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  });
  return {
    request: (query, variables = {}) => post(endpoint, authorization, { query, variables }),
    async upload<T>(
      query: string,
      variables: Record<string, unknown>,
      files: { filename: string; bytes: Uint8Array }[],
    ) {
      const form = new FormData();
      const input = { ...variables, files: files.map(() => null) };
      form.set('operations', JSON.stringify({ query, variables: { input } }));
      form.set(
        'map',
        JSON.stringify(Object.fromEntries(files.map((_, i) => [i, [`variables.input.files.${i}`]]))),
      );
      files.forEach(({ filename, bytes }, i) => {
        form.set(String(i), new Blob([new Uint8Array(bytes)]), filename);
      });
      const headers = { authorization, 'apollo-require-preflight': 'true' };
      const response = await fetch(endpoint, { method: 'POST', headers, body: form });
      return dataOf<T>(await response.json());
    },
    async *subscribe<T>(query: string, variables: Record<string, unknown>) {
      for await (const { data } of socket.iterate<T>({ query, variables })) if (data) yield data;
    },
    async close() {
      await socket.dispose();
    },
  };
}

async function post<T>(endpoint: string, authorization: string, body: unknown): Promise<T> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify(body),
  });
  return dataOf<T>(await response.json());
}

function dataOf<T>(answer: unknown): T {
  const { data, errors } = answer as { data?: T; errors?: unknown[] };
  if (errors || !data) throw new Error(`GraphQL errors: ${JSON.stringify(errors)}`);
  return data;
}
