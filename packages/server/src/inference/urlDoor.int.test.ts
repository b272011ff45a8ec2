import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';

const dicom = phantomFiles[3]!.bytes;
let archive: Server;
let address: string;
const servers: TestServer[] = [];

beforeAll(async () => {
  archive = createServer((request, response) => {
    if (request.url === '/slice.dcm') response.end(dicom);
    else if (request.url === '/large') response.end(Buffer.alloc(4 * 1024 * 1024 + 1));
    else response.writeHead(302, { location: 'http://[::1]:80/' }).end();
  }).listen(0, '127.0.0.1');
  await once(archive, 'listening');
  address = `http://127.0.0.1:${(archive.address() as AddressInfo).port}`;
});
afterAll(async () => {
  archive.close();
  for (const server of servers) await server.close();
});

async function start(variables: Record<string, string>) {
  const server = await startTestServer('embedded', variables);
  servers.push(server);
  const { token } = await server.member('CLINICIAN');
  return async (body: object) => {
    const response = await fetch(`${server.url}/inference`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asks for.
    return { status: response.status, json: (await response.json()) as any, server };
  };
}

it('fetches no URL until the operator names a host', async () => {
  const infer = await start({});
  const { status, json } = await infer({ url: `${address}/slice.dcm` });
  expect([status, json.error.code]).toEqual([403, 'URL_NOT_ALLOWED']);
});

it('fetches from the named archive on the hospital’s network, and analyses what came', async () => {
  const infer = await start({
    EVENTEYE_FETCH_ALLOW: '127.0.0.1, *.images.example.org',
    EVENTEYE_FETCH_HTTP: 'true',
    EVENTEYE_FETCH_PRIVATE: 'true',
  });
  const { status, json, server } = await infer({ url: `${address}/slice.dcm` });
  const direct = await server.services.engine.analyze(dicom);
  expect(status).toBe(200);
  expect([json.label, json.receipt]).toEqual([direct.predictedLabel, direct.receipt]);
  const refusals: [string, number, string][] = [
    [`${address}/large`, 413, 'IMAGE_TOO_LARGE'],
    [`${address}/elsewhere`, 403, 'URL_NOT_ALLOWED'],
    ['http://localhost/', 403, 'URL_NOT_ALLOWED'],
    ['file:///etc/passwd', 403, 'URL_NOT_ALLOWED'],
    ['nothing', 400, 'VALIDATION_FAILED'],
  ];
  for (const [url, expectedStatus, code] of refusals) {
    const answer = await infer({ url });
    expect([url, answer.status, answer.json.error.code]).toEqual([url, expectedStatus, code]);
  }
});

it('stays off private networks when only the host is named', async () => {
  const infer = await start({ EVENTEYE_FETCH_ALLOW: '127.0.0.1', EVENTEYE_FETCH_HTTP: 'true' });
  const { status, json } = await infer({ url: `${address}/slice.dcm` });
  expect([status, json.error.code]).toEqual([403, 'URL_NOT_ALLOWED']);
});
