import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import WebSocket from 'ws';
import { startTestServer, type TestServer } from './testing/startTestServer.js';

const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

it('names the port that is taken, and leaves nothing open', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(startTestServer('embedded', { PORT: String(port) })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining(String(port)),
  });
  other.close();
});

it('closes open subscriptions and lets go of the port when it stops', async () => {
  const server = await startTestServer('embedded');
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await server.close();
  await closed;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
});

it('refuses WebSockets on other paths', async () => {
  const server = await startTestServer('embedded');
  servers.push(server);
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/files`, 'graphql-transport-ws');
  await expect(once(socket, 'open')).rejects.toThrow();
});

it('shows a browser a page and a program data at the same address', async () => {
  const server = await startTestServer('embedded');
  servers.push(server);
  const page = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html,*/*;q=0.8' } });
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  // Neither the page nor the one that waits for it asks another host for anything.
  expect(await page.text()).not.toMatch(/(src|href)="https?:/);
  const query = `${server.url}/graphql?query=${encodeURIComponent('{ __typename }')}`;
  const answer = await fetch(query, {
    headers: { accept: 'application/json', 'apollo-require-preflight': 'true' },
  });
  expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
});
