import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdmission } from '../admission.js';
import { parseAllowedHosts } from './allowedHosts.js';
import { fetchImage } from './fetchImage.js';
import type { Connect } from './openPinned.js';

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version']);
    return true;
  } catch {
    console.warn('openssl is not installed: fetching over https is not tested.');
    return false;
  }
})();

describe.skipIf(!hasOpenssl)('fetchImage over https', () => {
  let folder: string;
  let archive: Server;
  let certificate: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'eventeye-tls-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -keyout ${key} -out ${cert} -subj /CN=pacs.example.org -addext subjectAltName=DNS:pacs.example.org`.split(
        ' ',
      ),
      { stdio: 'ignore' },
    );
    certificate = readFileSync(cert, 'utf8');
    archive = createServer({ key: readFileSync(key), cert: certificate }, (request, response) => {
      response.end(request.headers.host);
    }).listen(0, '127.0.0.1');
    await once(archive, 'listening');
  });
  afterAll(() => {
    archive.close();
    rmSync(folder, { recursive: true });
  });

  const get = (host: string, connect?: Connect) =>
    fetchImage(`https://${host}:${(archive.address() as AddressInfo).port}/`, {
      policy: { hosts: parseAllowedHosts('*.example.org').hosts!, allowHttp: false, allowPrivate: true },
      maxBytes: 1000,
      allowance: createAdmission({ images: 1, imagesPerOrganization: 1, bytes: 1000 }).openAllowance(),
      signal: new AbortController().signal,
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      ...(connect && { connect }),
    });
  /** As the operator does who adds the hospital's own authority. */
  const trusting: Connect = (options) =>
    connectTls({ ...(options as ConnectionOptions), ca: certificate, servername: String(options.host) });

  it('holds the pinned host to the certificate of its name', async () => {
    expect(Buffer.from(await get('pacs.example.org', trusting)).toString()).toMatch(/^pacs\.example\.org:/);
    await expect(get('other.example.org', trusting)).rejects.toMatchObject({ code: 'URL_FETCH_FAILED' });
  });

  it('trusts no certificate that nobody vouches for', async () => {
    await expect(get('pacs.example.org')).rejects.toMatchObject({ code: 'URL_FETCH_FAILED' });
  });
});
