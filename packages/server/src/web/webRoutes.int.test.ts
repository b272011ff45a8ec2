import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';

const webRoot = mkdtempSync(join(tmpdir(), 'eventeye-web-'));
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer('embedded', { EVENTEYE_WEB_ROOT: webRoot });
});
afterAll(async () => {
  await server?.close();
  rmSync(webRoot, { recursive: true, force: true });
});

it('says that the application is being built, until it is there', async () => {
  const waiting = await fetch(server.url, { headers: browser });
  expect(waiting.status).toBe(503);
  expect(await waiting.text()).toContain('http-equiv="refresh"');

  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<title>the application</title>');
  writeFileSync(join(webRoot, 'key'), 'of its sources');
  writeFileSync(join(webRoot, 'assets/main-1a2b.js'), 'run()');
  writeFileSync(join(webRoot, 'assets/main-1a2b.js.gz'), gzipSync('run()'));
  expect(await (await fetch(server.url, { headers: browser })).text()).toContain('the application');
});

it('sends pages with a policy that knows no inline code, to be asked for again each time', async () => {
  for (const address of ['/', '/patients/abc?tab=series']) {
    const page = await fetch(server.url + address, { headers: browser });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('the application');
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  }
});

it('sends assets compressed, to be kept for good', async () => {
  const asset = await fetch(`${server.url}/assets/main-1a2b.js`, { headers: { 'accept-encoding': 'gzip' } });
  expect(asset.headers.get('content-encoding')).toBe('gzip');
  expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(await asset.text()).toBe('run()');
  const plain = await fetch(`${server.url}/assets/main-1a2b.js`, {
    headers: { 'accept-encoding': 'identity' },
  });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe('run()');
});

it('leaves the addresses of the API to the API, and missing files missing', async () => {
  for (const address of ['/files/nothing', '/healthz', '/auth/oidc/none', '/api/none']) {
    const answer = await fetch(server.url + address, { headers: browser });
    expect(await answer.text()).not.toContain('the application');
  }
  expect((await fetch(`${server.url}/assets/gone.js`)).status).toBe(404);
  const queried = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  expect(await queried.json()).toEqual({ data: { __typename: 'Query' } });
});
