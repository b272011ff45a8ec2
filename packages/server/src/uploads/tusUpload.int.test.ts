import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeZip } from '../archive/testing/makeZip.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { startFlakyProxy } from './testing/flakyProxy.js';
import { completeUpload } from './testing/uploadOperations.js';

const megabyte = 1024 * 1024;

describe.each(databaseKinds)('resumable uploads on the %s database', (kind) => {
  let server: TestServer;
  let member: Awaited<ReturnType<TestServer['member']>>;
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_MAX_FILE_MB: '48', EVENTEYE_MAX_ARCHIVE_MB: '48' });
    member = await server.member('CLINICIAN');
  });
  afterAll(() => server.close());

  const lying = () => readdirSync(server.services.uploads.area.directory);
  const complete = async (uploadId: string, token = member.token) =>
    (await server.post(completeUpload, { input: { uploadId } }, token)).data.completeUpload;
  const raw = (path: string, method: string, headers: Record<string, string> = {}, body?: Uint8Array) =>
    fetch(`${server.url}${path}`, {
      method,
      headers: { 'tus-resumable': '1.0.0', authorization: `Bearer ${member.token}`, ...headers },
      ...(body && { body: body as Uint8Array<ArrayBuffer> }),
    });
  const create = async (length: number, filename = 'a.dcm', more: Record<string, string> = {}) => {
    const metadata = `filename ${Buffer.from(filename).toString('base64')}`;
    const response = await raw('/uploads/tus', 'POST', {
      'upload-length': String(length),
      'upload-metadata': metadata,
      ...more,
    });
    return { response, path: response.headers.get('location') ?? '' };
  };
  const patch = (path: string, offset: number, bytes: Uint8Array, headers: Record<string, string> = {}) =>
    raw(
      path,
      'PATCH',
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
      bytes,
    );

  it('a study of 40 MB over a line that breaks five times arrives whole, and is stored once', async () => {
    const study = phantomFiles.map(({ filename, bytes }) => ({ filename: `study/${filename}`, bytes }));
    const padding = { filename: 'study/readme.bin', bytes: randomBytes(40 * megabyte) };
    const zip = await makeZip([...study, padding], false);
    const proxy = await startFlakyProxy(
      server.url,
      [0.5, 3, 9, 4, 6].map((megabytes) => Math.round(megabytes * megabyte)),
    );
    try {
      const url = await send(zip, {
        endpoint: `${proxy.url}/uploads/tus`,
        headers: { Authorization: `Bearer ${member.token}` },
        metadata: { filename: 'study.zip' },
        retryDelays: Array.from({ length: 10 }, () => 10),
      });
      expect(proxy.cuts).toBe(5);
      const uploadId = url.split('/').at(-1)!;
      const once = await complete(uploadId);
      const hashes = study.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
      expect(once.medicalImages.map(({ sha256 }: { sha256: string }) => sha256)).toEqual(hashes);
      expect(once.rejected).toMatchObject([{ code: 'IMAGE_UNSUPPORTED' }]);
      expect(await complete(uploadId)).toEqual(once);
      expect(lying()).toEqual([]);
    } finally {
      await proxy.close();
    }
  });

  it('is not there for anybody else', async () => {
    const { path } = await create(100);
    await patch(path, 0, new Uint8Array(40));
    const colleague = await server.member('ADMIN', member.caller.organizationId);
    const stranger = await server.member('ADMIN');
    for (const { token } of [colleague, stranger]) {
      const headers = { authorization: `Bearer ${token}` };
      expect((await raw(path, 'HEAD', headers)).status).toBe(404);
      expect((await patch(path, 40, new Uint8Array(60), headers)).status).toBe(404);
      expect((await raw(path, 'DELETE', headers)).status).toBe(404);
      expect(await complete(path.split('/').at(-1)!, token)).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect((await raw(path, 'HEAD', { authorization: '' })).status).toBe(401);
    expect((await raw(path, 'HEAD')).headers.get('upload-offset')).toBe('40');
    expect((await raw(path, 'DELETE')).status).toBe(204);
    expect((await raw(path, 'HEAD')).status).toBe(404);
    expect(lying()).toEqual([]);
  });

  it('takes a piece with another checksum back', async () => {
    const bytes = randomBytes(1000);
    const { path } = await create(bytes.length);
    const checksum = (of: Uint8Array) => ({
      'upload-checksum': `sha256 ${createHash('sha256').update(of).digest('base64')}`,
    });
    expect((await patch(path, 0, bytes.subarray(0, 600), checksum(bytes))).status).toBe(460);
    expect((await raw(path, 'HEAD')).headers.get('upload-offset')).toBe('0');
    expect((await patch(path, 0, bytes.subarray(0, 600), checksum(bytes.subarray(0, 600)))).status).toBe(204);
    expect((await patch(path, 600, bytes.subarray(600), { 'upload-checksum': 'crc7 AAAA' })).status).toBe(
      400,
    );
    expect((await raw(path, 'HEAD')).headers.get('upload-offset')).toBe('600');
    await raw(path, 'DELETE');
  });

  it('forgets a file that is not the one announced', async () => {
    const bytes = randomBytes(1000);
    const sha256 = createHash('sha256').update('another').digest('hex');
    const metadata = `filename YQ==,sha256 ${Buffer.from(sha256).toString('base64')}`;
    const { path } = await create(bytes.length, 'a', { 'upload-metadata': metadata });
    const answer = await patch(path, 0, bytes);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'UPLOAD_CHECKSUM_MISMATCH' }]);
    expect((await raw(path, 'HEAD')).status).toBe(404);
    expect(lying()).toEqual([]);
  });

  it('says what it can do, and refuses what is too large or nobody may send', async () => {
    const options = await raw('/uploads/tus', 'OPTIONS');
    expect(options.headers.get('tus-extension')).toBe(
      'creation,creation-with-upload,termination,expiration,checksum',
    );
    expect(options.headers.get('tus-checksum-algorithm')).toContain('sha1');
    expect(options.headers.get('access-control-allow-origin')).toBeNull();
    expect((await create(49 * megabyte)).response.status).toBe(413);
    const deferred = await raw('/uploads/tus', 'POST', { 'upload-defer-length': '1' });
    expect(deferred.status).toBe(501);
    const viewer = await server.member('VIEWER');
    const { response } = await create(10, 'a.dcm', { authorization: `Bearer ${viewer.token}` });
    expect(response.status).toBe(403);
    const patient = encodeGlobalId('Patient', '00000000-0000-0000-0000-000000000000');
    const metadata = `filename YQ==,patientId ${Buffer.from(patient).toString('base64')}`;
    const missing = await raw('/uploads/tus', 'POST', { 'upload-length': '1', 'upload-metadata': metadata });
    expect([missing.status, await missing.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
    expect(lying()).toEqual([]);
  });
});

/** Sends with the well-known client; resolves with the address of the upload. */
function send(file: Buffer, options: UploadOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      ...options,
      onError: reject,
      onSuccess: () => resolve(upload.url!),
    });
    upload.start();
  });
}
