import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { createUpload } from './testing/uploadOperations.js';

type Member = Awaited<ReturnType<TestServer['member']>>;
const megabyte = 1024 * 1024;

describe.each(databaseKinds)('the bytes of uploads on the %s database', (kind) => {
  let server: TestServer;
  beforeAll(async () => {
    // Half of each is what one organization may use.
    server = await startTestServer(kind, {
      EVENTEYE_MAX_WAITING_UPLOADS_MB: '6',
      EVENTEYE_MAX_UPLOADING_MB: '2',
    });
  });
  afterAll(() => server.close());
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await expect.poll(() => server.services.transfers.inFlight).toBe(0);
    await server.services.prisma.pendingUpload.deleteMany();
  });

  const announce = async (member: Member, byteLength: number) =>
    (await server.post(createUpload, { input: { filename: 'a.dcm', byteLength } }, member.token)).data
      .createUpload as { code?: string; message?: string; uploadId: string; url: string };
  const put = (url: string, bytes: number) =>
    fetch(`${server.url}${url}`, { method: 'PUT', body: new Uint8Array(bytes) });
  /** Sends the headers and the first bytes of a PUT, and then nothing. */
  const begin = async (url: string, headers: string, sent = 'x') => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    sockets.push(socket);
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(`PUT ${url} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n\r\n${sent}`);
    return socket;
  };

  it('that are announced and not completed are bounded, for one organization and for all', async () => {
    const [one, two, three] = [
      await server.member('CLINICIAN'),
      await server.member('CLINICIAN'),
      await server.member('CLINICIAN'),
    ];
    expect((await announce(one, 2 * megabyte)).code).toBeUndefined();
    expect(await announce(one, megabyte + 1)).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      message: expect.stringMatching(/Complete or end some first/),
    });
    // To the byte.
    const last = await announce(one, megabyte);
    expect(last.code).toBeUndefined();
    // A colleague has the same half.
    const colleague = await server.member('CLINICIAN', one.caller.organizationId);
    expect((await announce(colleague, 1)).code).toBe('QUOTA_EXCEEDED');
    expect((await announce(two, 2.5 * megabyte)).code).toBeUndefined();
    expect((await announce(three, megabyte)).code).toBe('QUOTA_EXCEEDED');
    expect((await announce(three, megabyte / 2)).code).toBeUndefined();
    // By tus the same bound holds; what is ended makes room.
    const tus = { 'tus-resumable': '1.0.0', authorization: `Bearer ${one.token}` };
    const create = () =>
      fetch(`${server.url}/uploads/tus`, { method: 'POST', headers: { ...tus, 'upload-length': '100' } });
    expect((await create()).status).toBe(429);
    expect(
      (await fetch(`${server.url}/uploads/tus/${last.uploadId}`, { method: 'DELETE', headers: tus })).status,
    ).not.toBe(429);
    await server.services.prisma.pendingUpload.deleteMany({ where: { id: last.uploadId } });
    expect((await create()).status).toBe(201);
  });

  it('that are on their way are bounded, and room comes back when a sender leaves', async () => {
    const { transfers } = server.services;
    const [one, two] = [await server.member('CLINICIAN'), await server.member('CLINICIAN')];
    const length = 0.75 * megabyte;
    const slow = await announce(one, length);
    const socket = await begin(slow.url, `Content-Length: ${length}`);
    await expect.poll(() => transfers.inFlight).toBe(length);
    const next = await announce(one, length);
    const refused = await put(next.url, length);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'QUOTA_EXCEEDED', retryable: true });
    // Others have room.
    expect((await put((await announce(two, length)).url, length)).status).toBe(200);
    socket.destroy();
    await expect.poll(() => transfers.inFlight).toBe(0);
    expect((await put(next.url, length)).status).toBe(200);
  });

  it('of unknown length are counted as they come, and end where there is no more room', async () => {
    const { transfers } = server.services;
    const member = await server.member('CLINICIAN');
    const { url } = await announce(member, 2 * megabyte);
    const socket = await begin(url, 'Transfer-Encoding: chunked', '1\r\nx\r\n');
    await expect.poll(() => transfers.inFlight).toBeGreaterThan(0);
    const piece = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536), Buffer.from('\r\n')]);
    const said = (event: string) => new Promise<void>((resolve) => void socket.once(event, () => resolve()));
    const ended = said('close');
    let most = 0;
    while (!socket.destroyed && most <= 2 * megabyte) {
      most = Math.max(most, transfers.inFlight);
      if (!socket.write(piece)) await Promise.race([said('drain'), ended]);
    }
    await ended;
    expect(most).toBeLessThanOrEqual(megabyte);
    await expect.poll(() => transfers.inFlight).toBe(0);
  });
});
