import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer } from '../http/testing/startTestServer.js';
import { startCollector } from './testing/startCollector.js';

afterEach(() => vi.unstubAllEnvs());

/** Analyses an image on a server with this collector, and stops the server. */
async function serveAndStop(url: string) {
  const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
  // Whoever waits for the collector waits for longer than any test may take.
  const patience = { OTEL_EXPORTER_OTLP_TIMEOUT: '900000', OTEL_BSP_EXPORT_TIMEOUT: '900000' };
  for (const [name, value] of Object.entries({ ...variables, ...patience, OTEL_BSP_SCHEDULE_DELAY: '20' }))
    vi.stubEnv(name, value);
  const server = await startTestServer('embedded', variables);
  const { token } = await server.member('CLINICIAN');
  const infer = () =>
    fetch(`${server.url}/inference`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/dicom' },
      body: phantomFiles[3]!.bytes as Uint8Array<ArrayBuffer>,
    });
  const statuses = [(await infer()).status, (await infer()).status];
  await server.close();
  return statuses;
}

it('serves and stops with a collector that takes everything and never answers', async () => {
  const collector = await startCollector({ deaf: true });
  expect(await serveAndStop(collector.url)).toEqual([200, 200]);
  expect(collector.text()).toContain('engine analyze');
  await collector.close();
}, 60_000);

it('serves and stops without the collector', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const { port } = gone.address() as AddressInfo;
  gone.close();
  expect(await serveAndStop(`http://127.0.0.1:${port}`)).toEqual([200, 200]);
}, 60_000);
