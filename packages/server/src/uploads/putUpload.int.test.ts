import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { sweepUploads } from './sweepUploads.js';
import { completeUpload, completeUploads, createUpload, createUploads } from './testing/uploadOperations.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const [first, second] = phantomFiles as [(typeof phantomFiles)[0], (typeof phantomFiles)[0]];
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each(databaseKinds)('uploads by signed PUT on the %s database', (kind) => {
  let server: TestServer;
  let member: Awaited<ReturnType<TestServer['member']>>;
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_MAX_OPEN_UPLOADS: '8', EVENTEYE_MAX_ARCHIVE_MB: '5' });
  });
  afterAll(() => server.close());

  const signUp = async () => {
    member = await server.member('CLINICIAN');
  };
  const announce = async (input: object) =>
    (await server.post(createUpload, { input }, member.token)).data.createUpload;
  const complete = async (uploadId: string, token = member.token) =>
    (await server.post(completeUpload, { input: { uploadId } }, token)).data.completeUpload;
  const put = (url: string, bytes: Uint8Array) =>
    fetch(`${server.url}${url}`, { method: 'PUT', body: bytes as Uint8Array<ArrayBuffer> });
  const lying = () => readdirSync(server.services.uploads.area.directory);

  it('stores what was sent, answers the same when completed again, and leaves nothing lying', async () => {
    await signUp();
    const { bytes, filename } = first;
    const { uploadId, url } = await announce({ filename, byteLength: bytes.length, sha256: sha256(bytes) });
    const sent = await put(url, bytes);
    expect(sent.status).toBe(200);
    expect(await sent.json()).toEqual({ uploadId, byteLength: bytes.length, sha256: sha256(bytes) });
    const once = await complete(uploadId);
    expect(once.medicalImages).toMatchObject([{ filename, sha256: sha256(bytes) }]);
    expect(await complete(uploadId)).toEqual(once);
    expect(lying()).toEqual([]);
    expect((await put(url, bytes)).status).toBe(409);
  });

  it('answers the same to two who complete at once, or asks one to come again', async () => {
    await signUp();
    const { bytes } = second;
    const { uploadId, url } = await announce({ filename: 'b.dcm', byteLength: bytes.length });
    await put(url, bytes);
    const answers = await Promise.all([complete(uploadId), complete(uploadId)]);
    const ids = new Set(answers.flatMap(({ medicalImages }) => medicalImages ?? []).map(({ id }) => id));
    expect(ids.size).toBe(1);
    const codes = answers.map(({ code }) => code).filter(Boolean);
    expect(codes.every((code) => code === 'QUOTA_EXCEEDED')).toBe(true);
    expect(
      await server.services.prisma.medicalImage.count({
        where: { organizationId: member.caller.organizationId },
      }),
    ).toBe(1);
  });

  it('takes several files at once, and tells of each what became of it', async () => {
    await signUp();
    const files = [
      { filename: '1.dcm', bytes: first.bytes },
      { filename: 'notes.txt', bytes: new TextEncoder().encode('no image') },
      { filename: '2.dcm', bytes: second.bytes },
    ];
    const input = { files: files.map(({ filename, bytes }) => ({ filename, byteLength: bytes.length })) };
    const { uploads } = (await server.post(createUploads, { input }, member.token)).data.createUploads;
    await Promise.all(files.map(({ bytes }, i) => put(uploads[i].url, bytes)));
    const uploadIds = uploads.map(({ uploadId }: { uploadId: string }) => uploadId);
    const once = (await server.post(completeUploads, { input: { uploadIds } }, member.token)).data
      .completeUploads;
    expect(once.medicalImages.map((image: { filename: string }) => image.filename)).toEqual([
      '1.dcm',
      '2.dcm',
    ]);
    expect(once.rejected).toMatchObject([{ filename: 'notes.txt', code: 'IMAGE_UNSUPPORTED' }]);
    const again = (await server.post(completeUploads, { input: { uploadIds } }, member.token)).data
      .completeUploads;
    expect(again).toEqual(once);
    expect(lying()).toEqual([]);
  });

  it('is bound to the length, the checksum, the signature and the user', async () => {
    await signUp();
    const { bytes } = first;
    const { uploadId, url } = await announce({
      filename: 'a.dcm',
      byteLength: bytes.length,
      sha256: sha256(bytes),
    });
    const codeOf = async (response: Response) => [
      response.status,
      ((await response.json()) as { code: string }).code,
    ];
    expect(await codeOf(await put(url, bytes.slice(1)))).toEqual([400, 'UPLOAD_INCOMPLETE']);
    expect(
      await codeOf(
        await put(
          url,
          bytes.map((byte) => byte ^ 1),
        ),
      ),
    ).toEqual([400, 'UPLOAD_CHECKSUM_MISMATCH']);
    expect(await codeOf(await put(url.replace(/user=[^&]+/, `user=${uploadId}`), bytes))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(await codeOf(await put(url.replace(uploadId, uploadId.replace(/^./, '0')), bytes))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(lying()).toEqual([]);
    expect(await complete(uploadId)).toMatchObject({
      __typename: 'ValidationError',
      code: 'UPLOAD_INCOMPLETE',
    });
    await put(url, bytes);
    const colleague = await server.member('CLINICIAN', member.caller.organizationId);
    const stranger = await server.member('ADMIN');
    for (const { token } of [colleague, stranger])
      expect(await complete(uploadId, token)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await complete(uploadId)).medicalImages).toHaveLength(1);
  });

  it('refuses what may not be announced', async () => {
    await signUp();
    const stranger = await server.member('CLINICIAN');
    const patient = await server.services.prisma.patient.create({
      data: { organizationId: stranger.caller.organizationId, mrn: 'X' },
    });
    const file = { filename: 'a.dcm', byteLength: 100 };
    const viewer = await server.member('VIEWER');
    const codes = await Promise.all([
      announce({ ...file, byteLength: 0 }),
      announce({ ...file, byteLength: 5 * 1024 * 1024 + 1 }),
      announce({ ...file, byteLength: 1.5 }),
      announce({ ...file, filename: '' }),
      announce({ ...file, sha256: 'abc' }),
      announce({ ...file, patientId: encodeGlobalId('Patient', patient.id) }),
      server.post(createUpload, { input: file }, viewer.token).then(({ data }) => data.createUpload),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 5 }, () => 'VALIDATION_FAILED'),
      'NOT_FOUND',
      'FORBIDDEN',
    ]);
    const many = await Promise.all(Array.from({ length: 10 }, () => announce(file)));
    expect(many.filter(({ code }) => code === 'QUOTA_EXCEEDED')).toHaveLength(2);
  });

  it('forgets what nobody completed in time, and what no row names', async () => {
    await signUp();
    const { prisma, uploads } = server.services;
    const { bytes } = first;
    const { uploadId, url } = await announce({ filename: 'a.dcm', byteLength: bytes.length });
    await put(url, bytes);
    expect(lying()).toContain(uploadId);
    const dayLater = new Date(Date.now() + 25 * 3_600_000);
    await sweepUploads(prisma, uploads.area, 0, silent, dayLater);
    expect(lying()).toEqual([]);
    expect(await prisma.pendingUpload.count({ where: { id: uploadId } })).toBe(0);
    expect(await complete(uploadId)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await put(url, bytes)).status).toBe(404);
  });
});
