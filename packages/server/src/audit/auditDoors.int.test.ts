import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { createUpload } from '../uploads/testing/uploadOperations.js';
import { noOrganization } from './auditEvent.js';
import { auditChain } from './testing/auditChain.js';

type Member = Awaited<ReturnType<TestServer['member']>>;

describe.each(databaseKinds)('the audit of every door on the %s database', (kind) => {
  let server: TestServer;
  let clinician: Member;
  let viewer: Member;
  let during: ReturnType<typeof auditChain>['during'];
  beforeAll(async () => {
    server = await startTestServer(kind);
    clinician = await server.member('CLINICIAN');
    viewer = await server.member('VIEWER', clinician.caller.organizationId);
    during = auditChain(server.services, clinician.caller.organizationId).during;
  });
  afterAll(() => server.close());

  const rest = (method: string, path: string, token: string | null, body?: object | FormData) =>
    fetch(`${server.url}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      },
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
  const form = () => {
    const data = new FormData();
    data.append('file', new Blob([phantomFiles[0]!.bytes as Uint8Array<ArrayBuffer>]), 'slice.dcm');
    return data;
  };

  it('records signing in over REST as over GraphQL: who, and the code of a refusal', async () => {
    const signIn = (email: string, password: string) =>
      rest('POST', '/api/auth/token/', null, { email, password });
    expect(await during(() => signIn(clinician.email, testPassword))).toMatchObject([
      { type: 'SIGN_IN', action: 'E', outcome: 'SUCCESS', userId: clinician.caller.userId },
    ]);
    expect(await during(() => signIn(clinician.email, 'wrong'))).toMatchObject([
      { type: 'SIGN_IN', action: 'E', outcome: 'INVALID_CREDENTIALS', userId: null },
    ]);
    const nobody = auditChain(server.services, noOrganization);
    expect(await nobody.during(() => signIn('nobody@example.org', 'wrong'))).toMatchObject([
      { type: 'SIGN_IN', outcome: 'INVALID_CREDENTIALS' },
    ]);
  });

  it('names what REST changes as GraphQL does, and records what it refuses', async () => {
    const uploaded = await during(async () => {
      expect((await rest('POST', '/api/medical-images/', clinician.token, form())).status).toBe(201);
    });
    expect(uploaded).toMatchObject([{ type: 'IMAGES_UPLOADED', action: 'C', outcome: 'SUCCESS' }]);
    expect(uploaded[0]!.patientIds).toHaveLength(1);
    expect(await during(() => rest('POST', '/api/medical-images/', viewer.token, form()))).toMatchObject([
      { type: 'IMAGES_UPLOADED', action: 'C', outcome: 'FORBIDDEN', userId: viewer.caller.userId },
    ]);
    const create = (token: string) => rest('POST', '/api/patients/', token, { mrn: 'MRN-SECRET-1' });
    const [created] = await during(() => create(clinician.token));
    expect(created).toMatchObject({ type: 'PATIENT_CREATED', action: 'C', outcome: 'SUCCESS' });
    expect(created!.patientIds).toHaveLength(1);
    expect(await during(() => create(clinician.token))).toMatchObject([
      { type: 'PATIENT_CREATED', outcome: 'PATIENT_MRN_TAKEN' },
    ]);
    const image = await server.services.prisma.medicalImage.findFirstOrThrow();
    const analyze = `/api/medical-images/${encodeGlobalId('MedicalImage', image.id)}/analyze/`;
    expect(await during(() => rest('POST', analyze, clinician.token, {}))).toMatchObject([
      { type: 'ANALYSIS_REQUESTED', action: 'E', outcome: 'SUCCESS', patientIds: [image.patientId] },
    ]);
    // Whom it was about is recorded of a refusal as well.
    expect(await during(() => rest('POST', analyze, viewer.token, {}))).toMatchObject([
      { type: 'ANALYSIS_REQUESTED', outcome: 'FORBIDDEN', patientIds: [image.patientId] },
    ]);
  });

  it('records files that are sent in two steps', async () => {
    const { bytes } = phantomFiles[1]!;
    const input = { filename: 'b.dcm', byteLength: bytes.length };
    const announced = await server.post(createUpload, { input }, clinician.token);
    const { url } = announced.data.createUpload;
    const put = (body: Uint8Array) =>
      fetch(`${server.url}${url}`, { method: 'PUT', body: body as Uint8Array<ArrayBuffer> });
    const received = { type: 'UPLOAD_RECEIVED', action: 'C', userId: clinician.caller.userId };
    expect(await during(() => put(bytes))).toMatchObject([{ ...received, outcome: 'SUCCESS' }]);
    const forged = `${server.url}${url}`.replace(/signature=[^&]+/, 'signature=forged');
    const nobody = auditChain(server.services, noOrganization);
    expect(await nobody.during(() => fetch(forged, { method: 'PUT', body: 'x' }))).toMatchObject([
      { type: 'UPLOAD_RECEIVED', outcome: 'FORBIDDEN', userId: null },
    ]);

    const tus = { 'tus-resumable': '1.0.0', authorization: `Bearer ${clinician.token}` };
    let at = '';
    const created = await during(async () => {
      const response = await fetch(`${server.url}/uploads/tus`, {
        method: 'POST',
        headers: { ...tus, 'upload-length': '4', 'upload-metadata': 'filename YS5wbmc=' },
      });
      expect(response.status).toBe(201);
      at = new URL(response.headers.get('location')!, `${server.url}/uploads/tus/`).href;
    });
    expect(created).toMatchObject([{ type: 'UPLOAD_ANNOUNCED', action: 'C', outcome: 'SUCCESS' }]);
    const type = 'application/offset+octet-stream';
    const patch = () =>
      fetch(at, {
        method: 'PATCH',
        headers: { ...tus, 'content-type': type, 'upload-offset': '0' },
        body: 'abcd',
      });
    expect(await during(patch)).toMatchObject([{ ...received, outcome: 'SUCCESS' }]);
    expect(await during(() => fetch(at, { method: 'DELETE', headers: tus }))).toMatchObject([
      { type: 'UPLOAD_REMOVED', action: 'D', outcome: 'SUCCESS' },
    ]);
    const other = { 'tus-resumable': '1.0.0', authorization: `Bearer ${viewer.token}`, 'upload-length': '4' };
    expect(
      await during(() => fetch(`${server.url}/uploads/tus`, { method: 'POST', headers: other })),
    ).toMatchObject([{ type: 'UPLOAD_ANNOUNCED', outcome: 'FORBIDDEN', userId: viewer.caller.userId }]);
  });

  it('records inference by the hash of the image, and who may not ask for it', async () => {
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(200);
    const infer = (token: string) =>
      rest('POST', '/inference', token, { image: Buffer.from(phantomFiles[0]!.bytes).toString('base64') });
    const image = await server.services.prisma.medicalImage.findFirstOrThrow();
    expect(await during(() => infer(clinician.token))).toMatchObject([
      { type: 'INFERENCE_RUN', action: 'E', body: { details: { imageSha256: [image.sha256] } } },
    ]);
    expect(await during(() => infer(viewer.token))).toMatchObject([
      { type: 'INFERENCE_RUN', outcome: 'FORBIDDEN', userId: viewer.caller.userId },
    ]);
  });

  it('records who may not read: each time for somebody who is known, once a minute for a stranger', async () => {
    const query = () => server.post('{ auditEvents { totalCount } }', {}, viewer.token);
    const refused = { type: 'ACCESS_REFUSED', action: 'R', outcome: 'FORBIDDEN' };
    expect(await during(query)).toMatchObject([{ ...refused, userId: viewer.caller.userId }]);
    expect(await during(query)).toHaveLength(1);
    expect(await during(() => rest('GET', '/audit/export.csv', viewer.token))).toMatchObject([
      { ...refused, body: { details: { door: 'audit' } } },
    ]);
    const streamed = () =>
      fetch(`${server.url}/graphql/stream`, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${viewer.token}`,
        },
        body: JSON.stringify({ query: '{ auditEvents { totalCount } }' }),
      }).then((response) => response.text());
    expect(await during(streamed)).toMatchObject([{ ...refused, userId: viewer.caller.userId }]);
    const nobody = auditChain(server.services, noOrganization);
    const strangers = await nobody.during(async () => {
      for (let i = 0; i < 5; i++) await rest('GET', '/api/patients/', 'ee_unknown');
      for (let i = 0; i < 5; i++) await rest('GET', '/api/patients/', null);
    });
    expect(strangers).toMatchObject([{ type: 'ACCESS_REFUSED', outcome: 'UNAUTHENTICATED' }]);
  });

  it('records which origins may use the API', async () => {
    const admin = await server.member('ADMIN', clinician.caller.organizationId);
    const set = `mutation ($input: SetAllowedOriginsInput!) { setAllowedOrigins(input: $input) { __typename } }`;
    const input = { origins: ['https://emr.example.org'] };
    expect(await during(() => server.post(set, { input }, admin.token))).toMatchObject([
      {
        type: 'SET_ALLOWED_ORIGINS',
        action: 'U',
        userId: admin.caller.userId,
        body: { entities: [{ type: 'Organization', id: admin.caller.organizationId }] },
      },
    ]);
  });
});
