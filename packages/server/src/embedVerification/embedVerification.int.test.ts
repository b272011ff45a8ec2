import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { fetchHostPage } from './hostPage.js';
import { verifyEmbed } from './verifyEmbed.js';

const create = `mutation ($input: CreateEmbedTokenInput!) { createEmbedToken(input: $input) {
  ... on CreateEmbedTokenPayload { embedTokenId token nonce } ... on Error { code message } } }`;

describe('a page of another system', () => {
  const root = mkdtempSync(join(tmpdir(), 'eventeye-embed-'));
  let server: TestServer;
  let clinician: Awaited<ReturnType<TestServer['member']>>;
  let patientId: string;
  let host: Server;
  let origin: string;
  let policy = '';
  let body = '';

  beforeAll(async () => {
    writeFileSync(join(root, 'version.json'), JSON.stringify({ version: '1.2.3' }));
    writeFileSync(join(root, 'loader.js'), '/* loader */');
    writeFileSync(join(root, 'frame.html'), '<!doctype html><title>EventEye</title>');
    server = await startTestServer('embedded', { EVENTEYE_EMBED_ROOT: root });
    clinician = await server.member('CLINICIAN');
    const made = await server.post(
      'mutation { createPatient(input: { mrn: "A" }) { ... on CreatePatientPayload { patient { id } } } }',
      {},
      clinician.token,
    );
    patientId = made.data.createPatient.patient.id;
    host = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      if (policy) response.setHeader('content-security-policy', policy);
      response.end(body);
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => host.close(resolve));
    await server.close();
    rmSync(root, { recursive: true, force: true });
  });

  const checksOf = async (version = '1.2.3', sample?: { token: string; nonce: string }) => {
    const page = await fetchHostPage(new URL(origin));
    const checks = await verifyEmbed(page, new URL(page.script?.origin ?? server.url), version, sample);
    return Object.fromEntries(checks.map((check) => [check.code, check]));
  };
  const makeToken = async (origins: string[]) =>
    (await server.post(create, { input: { patientId, allowedOrigins: origins } }, clinician.token)).data
      .createEmbedToken as { embedTokenId: string; token: string; nonce: string };

  it('is told what keeps it from working, and that nothing does once all is mended', async () => {
    body = `<script src="${server.url}/embed/loader.js" defer></script><eventeye-analysis mode="frame" image-id="x">`;
    policy = "default-src 'self'; img-src *";
    const before = await checksOf('2.0.0');
    expect(Object.fromEntries(Object.entries(before).map(([code, { state }]) => [code, state]))).toEqual({
      SECURE_CONTEXT: 'ok',
      SCRIPT_FOUND: 'ok',
      SCRIPT_SRC: 'fault',
      CONNECT_SRC: 'fault',
      IMG_SRC: 'fault',
      FRAME_SRC: 'fault',
      SERVER_REACHED: 'ok',
      VERSION: 'warning',
      CORS: 'fault',
      FRAME_ANCESTORS: 'fault',
    });
    expect(before['IMG_SRC']?.message).toContain('Add: blob:');
    expect(before['CONNECT_SRC']?.message).toContain(server.url);

    const made = await makeToken([origin, server.url]);
    server.services.origins.forget();
    const socket = server.url.replace('http', 'ws');
    policy = `default-src 'none'; script-src ${server.url}; connect-src ${server.url} ${socket}; img-src ${server.url} blob:; frame-src ${server.url}`;
    const after = await checksOf('1.2.3', made);
    expect(Object.values(after).filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(after['TOKEN']?.message).toContain(origin);
  });

  it('is told of a token that has ended or was made for other pages', async () => {
    body = `<script src="${server.url}/embed/loader.js"></script>`;
    policy = '';
    const elsewhere = await makeToken(['https://other.example.org']);
    expect((await checksOf('1.2.3', elsewhere))['TOKEN']).toMatchObject({
      state: 'fault',
      message: expect.stringContaining('UNAUTHENTICATED'),
    });
    const ended = await makeToken([origin]);
    await server.services.prisma.embedToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    server.services.principals.forget();
    expect((await checksOf('1.2.3', ended))['TOKEN']).toMatchObject({
      state: 'fault',
      message: expect.stringContaining('TOKEN_EXPIRED'),
    });
  });

  it('may be framed around EventEye by known origins alone, and loads scripts from anywhere', async () => {
    await makeToken([origin]);
    server.services.origins.forget();
    const frameFor = (of: string) => fetch(`${server.url}/embed/frame.html?origin=${encodeURIComponent(of)}`);
    const known = await frameFor(origin);
    expect(known.status).toBe(200);
    expect(known.headers.get('content-security-policy')).toContain(`frame-ancestors ${origin}`);
    expect(known.headers.get('x-frame-options')).toBeNull();
    for (const other of [
      'https://evil.example.org',
      '*',
      "'self'",
      `${origin} https://evil.example.org`,
      '',
    ]) {
      const refused = await frameFor(other);
      expect(refused.status, other).toBe(403);
      expect(refused.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
    const loader = await fetch(`${server.url}/embed/loader.js`, {
      headers: { origin: 'https://any.example.org' },
    });
    expect(loader.headers.get('access-control-allow-origin')).toBe('*');
    expect(loader.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await fetch(`${server.url}/embed/..%2fserver.js`)).status).toBeGreaterThanOrEqual(400);
  });
});
