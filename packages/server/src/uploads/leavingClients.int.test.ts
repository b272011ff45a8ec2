import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { sweepUploads } from './sweepUploads.js';
import { leaveAt, placesToLeave, type WireRequest, wireForm, wireRequest } from './testing/leaveAt.js';
import { createUpload } from './testing/uploadOperations.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const files = phantomFiles.slice(0, 2);
const [first] = files as [(typeof files)[0]];

describe.each(databaseKinds)('a client that leaves, on the %s database', (kind) => {
  let server: TestServer;
  let member: Awaited<ReturnType<TestServer['member']>>;
  let temporary: string;
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  beforeAll(async () => {
    server = await startTestServer(kind);
    member = await server.member('CLINICIAN');
    // Everything that lies aside from here on lies in this folder, or in that of pending uploads.
    temporary = mkdtempSync(join(tmpdir(), 'eventeye-leaving-'));
    vi.stubEnv('TMPDIR', temporary);
    process.on('unhandledRejection', note);
  });
  afterAll(async () => {
    process.off('unhandledRejection', note);
    vi.unstubAllEnvs();
    await server.close();
    rmSync(temporary, { recursive: true, force: true });
  });

  /** What must not be there. */
  const remains = async () => {
    const { prisma, storage, transfers, uploads } = server.services;
    const { directory } = uploads.area;
    const stored: string[] = [];
    for await (const { path } of storage.list('medical_images')) stored.push(path);
    const handles = readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        const path = readlinkSync(`/proc/self/fd/${fd}`);
        return path.startsWith(temporary) || path.startsWith(directory) ? path : [];
      } catch {
        return [];
      }
    });
    return {
      rows: (await prisma.medicalImage.count()) + (await prisma.patient.count()),
      stored,
      aside: [...readdirSync(temporary), ...readdirSync(directory)],
      handles,
      inFlight: transfers.inFlight,
      unhandled,
    };
  };
  const nothing = { rows: 0, stored: [], aside: [], handles: [], inFlight: 0, unhandled: [] };
  const authorization = () => ({ Authorization: `Bearer ${member.token}` });

  const leaveEverywhere = async (request: () => Promise<WireRequest>, left = nothing as object) => {
    const places = placesToLeave(await request());
    for (const at of places) {
      await leaveAt(server.url, await request(), at, () =>
        vi.waitFor(() => expect(server.services.transfers.inFlight).toBeGreaterThan(0), { interval: 2 }),
      );
      // Until the server has noticed.
      await vi.waitFor(async () => expect(await remains()).toMatchObject(left), {
        timeout: 10_000,
        interval: 10,
      });
    }
    process.stdout.write(`left at ${places.length} places\n`);
    expect(places.length).toBeGreaterThan(10);
  };

  it('in a GraphQL multipart request leaves nothing', async () => {
    const query =
      'mutation ($input: UploadMedicalImagesInput!) { uploadMedicalImages(input: $input) { __typename } }';
    const operations = JSON.stringify({ query, variables: { input: { files: [null, null] } } });
    await leaveEverywhere(() => {
      const form = new FormData();
      form.set('operations', operations);
      form.set('map', '{"0":["variables.input.files.0"],"1":["variables.input.files.1"]}');
      files.forEach(({ filename, bytes }, i) => {
        form.set(String(i), new Blob([bytes as Uint8Array<ArrayBuffer>]), filename);
      });
      return wireForm('/graphql', { ...authorization(), 'Apollo-Require-Preflight': 'true' }, form);
    });
  });

  it('in a form of the REST face leaves nothing', async () => {
    await leaveEverywhere(() => {
      const form = new FormData();
      for (const { filename, bytes } of files)
        form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), filename);
      return wireForm('/api/medical-images/', authorization(), form);
    });
  });

  it('in a signed PUT leaves nothing but what was announced', async () => {
    const input = { filename: 'a.dcm', byteLength: first.bytes.length };
    const { url } = (await server.post(createUpload, { input }, member.token)).data.createUpload;
    await leaveEverywhere(async () => wireRequest('PUT', url, {}, first.bytes));
    expect(await server.services.prisma.pendingUpload.findMany()).toMatchObject([{ state: 'OPEN' }]);
    const put = await fetch(`${server.url}${url}`, {
      method: 'PUT',
      body: first.bytes as Uint8Array<ArrayBuffer>,
    });
    expect(put.status).toBe(200);
    await sweepLater();
    expect(await remains()).toEqual(nothing);
  });

  it('in pieces by tus leaves what can be resumed, until it expires', async () => {
    const tus = { ...authorization(), 'Tus-Resumable': '1.0.0' };
    const created = await fetch(`${server.url}/uploads/tus`, {
      method: 'POST',
      headers: { ...tus, 'Upload-Length': String(first.bytes.length) },
    });
    const path = created.headers.get('location')!;
    const offset = async () =>
      Number(
        (await fetch(`${server.url}${path}`, { method: 'HEAD', headers: tus })).headers.get('upload-offset'),
      );
    const headers = { ...tus, 'Content-Type': 'application/offset+octet-stream' };
    await leaveEverywhere(
      async () => {
        const from = await offset();
        // Pieces of a hundredth, so that leaving at every place never makes it whole.
        const piece = first.bytes.slice(from, from + Math.floor(first.bytes.length / 100));
        return wireRequest('PATCH', path, { ...headers, 'Upload-Offset': String(from) }, piece);
      },
      { rows: 0, stored: [], handles: [], inFlight: 0, unhandled: [] },
    );
    // And the next piece is taken where the last one ended.
    const from = await offset();
    const piece = first.bytes.slice(from, from + 1000) as Uint8Array<ArrayBuffer>;
    const resumed = await fetch(`${server.url}${path}`, {
      method: 'PATCH',
      headers: { ...headers, 'Upload-Offset': String(from) },
      body: piece,
    });
    expect([resumed.status, await offset()]).toEqual([204, from + 1000]);
    await sweepLater();
    expect(await remains()).toEqual(nothing);
    expect(await server.services.prisma.pendingUpload.count()).toBe(0);
  });

  it('harms nobody: the next upload works', async () => {
    const uploaded = await postUpload(`${server.url}/graphql`, member.token, files);
    expect(uploaded.data.uploadMedicalImages.medicalImages).toHaveLength(2);
    await vi.waitFor(async () =>
      expect(await remains()).toMatchObject({ aside: [], handles: [], inFlight: 0, unhandled: [] }),
    );
  });

  const sweepLater = () => {
    const { prisma, uploads } = server.services;
    return sweepUploads(prisma, uploads.area, 0, silent, new Date(Date.now() + 25 * 3_600_000));
  };
});
