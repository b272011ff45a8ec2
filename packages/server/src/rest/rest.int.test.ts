import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { validate } from '@readme/openapi-parser';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../apiKeys/createApiKey.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer, testPassword } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import type { OpenApiDocument } from './openApiDocument.js';
import { operations } from './operations.js';
import { type AnswerCheck, documentValidator } from './testing/documentValidator.js';

const [slice, other] = phantomFiles as [(typeof phantomFiles)[0], (typeof phantomFiles)[0]];

describe.each(databaseKinds)('the REST face on the %s database', (kind) => {
  let server: TestServer;
  let member: Awaited<ReturnType<TestServer['member']>>;
  let check: AnswerCheck;
  beforeAll(async () => {
    server = await startTestServer(kind);
    member = await server.member('CLINICIAN');
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as OpenApiDocument;
    check = documentValidator(document);
  });
  afterAll(() => server.close());

  /** Asks, and compares the answer with the document. */
  const ask = async (method: string, path: string, init: RequestInit & { token?: string } = {}) => {
    const { token = member.token, headers, ...rest } = init;
    const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...authorization, ...(headers as Record<string, string>) },
      ...rest,
    });
    // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asks for.
    const body = (await response.json()) as any;
    expect(check(method, path, response, body)).toEqual([]);
    return { status: response.status, headers: response.headers, body };
  };
  const form = (files: { filename: string; bytes: Uint8Array }[], fields: Record<string, string> = {}) => {
    const data = new FormData();
    for (const { filename, bytes } of files)
      data.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), filename);
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    return data;
  };
  const upload = (
    files: { filename: string; bytes: Uint8Array }[],
    fields: Record<string, string> = {},
    init: { token?: string } = {},
  ) => ask('POST', '/api/medical-images/', { body: form(files, fields), ...init });
  const json = (value: object) => ({
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json' },
  });

  it('has a valid OpenAPI document that names every operation once', async () => {
    const response = await fetch(`${server.url}/api/openapi.json`);
    const document = (await response.json()) as OpenApiDocument;
    expect(await validate(structuredClone(document) as never)).toMatchObject({ valid: true });
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
  });

  it('has a page for people that loads nothing but its style', async () => {
    const response = await fetch(`${server.url}/api/`);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    for (const { operationId } of operations) expect(page).toContain(`id="${operationId}"`);
    expect(page).not.toMatch(/<script|style=|https?:\/\/(?!127\.0\.0\.1)/);
    expect((await fetch(`${server.url}/api/docs.css`)).headers.get('content-type')).toContain('text/css');
    expect((await fetch(`${server.url}/api/docs`)).url).toBe(`${server.url}/api/`);
  });

  it('takes an image from upload to result', async () => {
    const stored = await upload([slice]);
    const [image] = stored.body.medicalImages;
    expect([stored.status, stored.headers.get('location')]).toEqual([
      201,
      `/api/medical-images/${image.id}/`,
    ]);
    expect((await ask('GET', `/api/medical-images/${image.id}`)).body).toMatchObject({
      sha256: image.sha256,
    });
    expect((await fetch(`${server.url}${image.pngUrl}`)).headers.get('content-type')).toBe('image/png');
    const asked = await ask('POST', `/api/medical-images/${image.id}/analyze/`);
    expect([asked.status, asked.headers.get('retry-after')]).toEqual([202, '1']);
    const location = asked.headers.get('location')!;
    const done = await ask('GET', `${location}?wait=60`, { headers: { 'accept-language': 'ko' } });
    expect(done.body).toMatchObject({ status: 'SUCCEEDED', error: null });
    expect(done.body.result.model.isDemonstration).toBe(true);
    expect(done.body.result.recommendations.join()).toMatch(/\p{Script=Hangul}/u);
    expect(done.headers.get('content-language')).toBe('ko');
    const again = await ask('POST', `/api/medical-images/${image.id}/analyze`, json({ reuse: true }));
    expect(again.body.status).toBe('SUCCEEDED');
    const first = await ask('GET', `/api/medical-images/${image.id}/analyses/?first=1`);
    expect(first.body.items).toHaveLength(1);
    const [, next] = /<([^>]+)>; rel="next"/.exec(first.headers.get('link')!)!;
    const second = await ask('GET', next!);
    expect(second.body).toMatchObject({ items: [{ id: done.body.id }], nextCursor: null });
    expect(second.headers.get('link')).toBeNull();
  });

  it('keeps the good files, and answers with the problem where none is good', async () => {
    const bad = { filename: 'notes.txt', bytes: new TextEncoder().encode('no image') };
    const mixed = await upload([slice, bad, other]);
    expect([mixed.status, mixed.headers.get('location')]).toEqual([201, null]);
    expect(mixed.body.medicalImages).toHaveLength(2);
    expect(mixed.body.rejected).toMatchObject([{ filename: 'notes.txt', code: 'IMAGE_UNSUPPORTED' }]);
    const none = await upload([bad]);
    expect([none.status, none.body.code, none.body.rejected.length]).toEqual([415, 'IMAGE_UNSUPPORTED', 1]);
    const changed = {
      filename: 'a.dcm',
      bytes: slice.bytes.map((byte, i, all) => (i === all.length - 1 ? byte ^ 1 : byte)),
    };
    expect((await upload([changed])).body).toMatchObject({ status: 409, code: 'IMAGE_CONFLICT' });
    const large = { filename: 'a.dcm', bytes: new Uint8Array(5 * 1024 * 1024) };
    expect((await upload([large])).body).toMatchObject({ status: 413, code: 'IMAGE_TOO_LARGE' });
    expect(readdirSync(server.services.uploads.area.directory)).toEqual([]);
  });

  it('stores a picture for a patient by record number, whose field may come last', async () => {
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#777' } })
      .png()
      .toBuffer();
    const picture = { filename: 'a.png', bytes: new Uint8Array(png) };
    const created = await ask('POST', '/api/patients/', json({ mrn: 'REST-1', birthDate: '1970-02-03' }));
    expect([created.status, created.headers.get('location')]).toEqual([
      201,
      `/api/patients/${created.body.id}/`,
    ]);
    expect((await ask('POST', '/api/patients/', json({ mrn: 'REST-1' }))).body.code).toBe(
      'PATIENT_MRN_TAKEN',
    );
    expect((await ask('GET', '/api/patients/?mrn=REST-1')).body.items).toEqual([created.body]);
    expect((await ask('GET', `/api/patients/${created.body.id}`)).body).toEqual(created.body);
    expect((await upload([picture])).body.code).toBe('VALIDATION_FAILED');
    expect((await upload([picture], { mrn: 'nobody' })).status).toBe(404);
    expect((await upload([picture], { mrn: 'REST-1', patientId: created.body.id })).status).toBe(400);
    const byMrn = await upload([picture], { mrn: 'REST-1' });
    const byId = await upload([picture], { patientId: created.body.id });
    expect(byId.body).toMatchObject({ medicalImages: [{ id: byMrn.body.medicalImages[0].id }] });
  });

  it('says what was wrong as problem+json', async () => {
    const missing = await ask('GET', `/api/medical-images/nonsense/`);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
    expect(missing.body).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      type: 'urn:eventeye:error:NOT_FOUND',
    });
    const anonymous = await ask('GET', '/api/patients/', { token: '' });
    expect([anonymous.status, anonymous.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="EventEye"',
    ]);
    const stale = await ask('GET', '/api/patients/', { token: 'nonsense' });
    expect(stale.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect((await ask('GET', '/api/patients/?first=101')).body).toMatchObject({
      status: 400,
      path: ['first'],
    });
    expect((await ask('GET', '/api/patients/?after=x')).body).toMatchObject({ status: 400, path: ['after'] });
    const wrong = await ask('POST', '/api/auth/token/', {
      ...json({ email: member.email, password: 'x' }),
      token: '',
    });
    expect(wrong.body).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' });
    const text = { body: 'x', headers: { 'content-type': 'text/plain' } };
    expect((await ask('POST', '/api/medical-images/', text)).body.code).toBe('MEDIA_TYPE_UNSUPPORTED');
    expect((await ask('POST', '/api/patients/', text)).body.code).toBe('MEDIA_TYPE_UNSUPPORTED');
    const broken = { body: '{"mrn":', headers: { 'content-type': 'application/json' } };
    expect((await ask('POST', '/api/patients/', broken)).body.code).toBe('VALIDATION_FAILED');
    const viewer = await server.member('VIEWER', member.caller.organizationId);
    expect((await upload([slice], {}, viewer)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    const put = await fetch(`${server.url}/api/patients/`, { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'POST, GET']);
    expect((await fetch(`${server.url}/api/nowhere`)).status).toBe(404);
  });

  it('shows nothing of another organization', async () => {
    const [image] = (await upload([slice])).body.medicalImages;
    const analysis = (await ask('POST', `/api/medical-images/${image.id}/analyze/`)).body;
    const stranger = await server.member('ADMIN');
    const paths = [
      ['GET', `/api/medical-images/${image.id}/`],
      ['GET', `/api/medical-images/${image.id}/analyses/`],
      ['POST', `/api/medical-images/${image.id}/analyze/`],
      ['GET', `/api/analyses/${analysis.id}/`],
      ['GET', `/api/analyses/${analysis.id}/?wait=1`],
      ['GET', `/api/patients/${image.patient.id}/`],
    ] as const;
    for (const [method, path] of paths) expect((await ask(method, path, stranger)).status, path).toBe(404);
    expect((await ask('GET', `/api/patients/?mrn=${image.patient.mrn}`, stranger)).body.items).toEqual([]);
    expect((await upload([slice], { patientId: image.patient.id }, stranger)).status).toBe(404);
    await ask('GET', `/api/analyses/${analysis.id}/?wait=60`);
  });

  it('a key that may only send is told what came of it, and nothing to read it with', async () => {
    const { caller } = await server.member('ADMIN');
    const input = { name: 'Scanner', scopes: ['UPLOAD', 'ANALYZE'] as const };
    const { secret } = await createApiKey(server.services, caller, { ...input, scopes: [...input.scopes] });
    const key = { token: secret };
    const stored = await upload([slice], {}, key);
    const [image] = stored.body.medicalImages;
    expect([stored.status, image.pngUrl, image.originalUrl]).toEqual([201, null, null]);
    const analysis = await ask('POST', `/api/medical-images/${image.id}/analyze/`, key);
    expect([analysis.status, analysis.body.result]).toEqual([202, null]);
    for (const path of [`/api/medical-images/${image.id}/`, `/api/analyses/${analysis.body.id}/`])
      expect((await ask('GET', path, key)).body).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('the commands of the README work as they stand', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, script] = /## REST\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)!;
    const folder = mkdtempSync(join(tmpdir(), 'eventeye-curl-'));
    const { email } = await server.member('CLINICIAN');
    try {
      writeFileSync(join(folder, 'slice.dcm'), slice.bytes);
      const env = { PATH: process.env.PATH, EVENTEYE: server.url, EMAIL: email, PASSWORD: testPassword };
      const { stdout } = await promisify(execFile)('bash', ['-euc', script!], { cwd: folder, env });
      const answers = stdout.split(/(?<=\})(?=\{)/).map((text) => JSON.parse(text));
      expect(answers[0]).toMatchObject({ filename: 'slice.dcm' });
      expect(answers[1]).toMatchObject({ status: 'SUCCEEDED' });
      expect(answers[2].items).toEqual([answers[1]].map((one) => expect.objectContaining({ id: one.id })));
      expect(answers[4].items).toEqual([answers[3]]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
