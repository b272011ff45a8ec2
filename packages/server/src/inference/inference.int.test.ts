import { request as httpRequest } from 'node:http';
import type { Prediction } from '@eventeye/inference';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signAccessToken } from '../auth/accessToken.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import type { Caller } from '../services.js';

let server: TestServer;
let clinician: { caller: Caller; token: string };
let expected: Prediction;
let png: Uint8Array;
const dicom = phantomFiles[3]!.bytes;
const base64 = Buffer.from(dicom).toString('base64');

beforeAll(async () => {
  server = await startTestServer('embedded');
  clinician = await server.member('CLINICIAN');
  expected = await server.services.engine.analyze(dicom);
  png = await server.services.engine.render(dicom);
});
afterAll(() => server.close());

/** Sends a body as it is, or an object as JSON. */
async function infer(
  body: object | string | Uint8Array,
  { type = 'application/json', query = '', token = clinician.token, headers = {} } = {},
) {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(`${server.url}/inference${query}`, {
    method: 'POST',
    headers: { 'content-type': type, ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: raw ? (body as Uint8Array<ArrayBuffer> | string) : JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asks for.
  return { status: response.status, headers: response.headers, json: (await response.json()) as any };
}

/** What must be the same whichever way the image came. */
const resultOf = (answer: { label: string; probabilities: unknown; malignancyProbability: number }) => ({
  label: answer.label,
  probabilities: answer.probabilities,
  malignancyProbability: answer.malignancyProbability,
});

describe('POST /inference', () => {
  it('answers what the engine says, and stores nothing', async () => {
    const { status, headers, json } = await infer({ image: base64 });
    expect(status).toBe(200);
    const { predictedLabel, attention: _map, timings: _timings, ...rest } = expected;
    const { name, version, sha256, precision, isDemonstration } = server.services.engine.model;
    expect(json).toEqual({
      ...rest,
      label: predictedLabel,
      model: { name, version, sha256, precision, isDemonstration },
      timings: expect.objectContaining({ inferenceMs: expect.any(Number), totalMs: expect.any(Number) }),
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await server.services.prisma.medicalImage.count()).toBe(0);
    expect(await server.services.prisma.analysis.count()).toBe(0);
  });

  it.each([
    ['a data URI', () => ({ image: `data:application/dicom;base64,${base64}` }), undefined],
    ['Base64 in lines', () => ({ image: base64.replace(/(.{76})/g, '$1\n') }), undefined],
    ['Base64 of the URL alphabet', () => ({ image: Buffer.from(dicom).toString('base64url') }), undefined],
    ['bytes of DICOM', () => dicom, 'application/dicom'],
    ['bytes of no said kind', () => dicom, 'application/octet-stream'],
    ['a media type with parameters', () => ({ image: base64 }), 'application/json; charset=utf-8'],
  ])('takes %s', async (_name, body, type) => {
    const { status, json } = await infer(body(), type ? { type } : {});
    expect(status).toBe(200);
    expect(json.receipt.imageSha256).toBe(expected.receipt.imageSha256);
    expect(resultOf(json)).toEqual(resultOf({ ...expected, label: expected.predictedLabel }));
  });

  it('takes a picture as image/*', async () => {
    const { status, json } = await infer(png, { type: 'image/png' });
    const direct = await server.services.engine.analyze(png);
    expect(status).toBe(200);
    expect(resultOf(json)).toEqual(resultOf({ ...direct, label: direct.predictedLabel }));
  });

  it('adds the heat map as a PNG of the size of the image when it is asked for', async () => {
    const map = await server.services.engine.renderHeatmap(
      expected.attention,
      expected.width,
      expected.height,
    );
    const asked = [
      await infer({ image: base64, heatmap: true }),
      await infer(dicom, { type: 'application/dicom', query: '?heatmap=true' }),
    ];
    for (const { json } of asked) expect(Buffer.from(json.heatmap, 'base64')).toEqual(Buffer.from(map));
    const { json } = await infer({ image: base64, heatmap: false }, { query: '?heatmap=true' });
    expect(json).not.toHaveProperty('heatmap');
  });

  it('takes the frame from the JSON or the query', async () => {
    expect((await infer({ image: base64, frame: 0 })).json.frame).toBe(0);
    for (const answer of [
      await infer({ image: base64, frame: 5 }),
      await infer(dicom, { type: 'application/dicom', query: '?frame=5' }),
    ]) {
      expect(answer.status).toBe(422);
      expect(answer.json.error.code).toBe('FRAME_OUT_OF_RANGE');
    }
  });

  it('refuses who is not signed in before it reads the image', async () => {
    const nobody = await infer({ image: base64 }, { token: '' });
    expect(nobody).toMatchObject({ status: 401, json: { error: { code: 'UNAUTHENTICATED' } } });
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
    const old = await signAccessToken(
      server.services.secret,
      clinician.caller,
      new Date(Date.now() - 3_600_000),
    );
    const late = await infer({ image: base64 }, { token: old });
    expect(late).toMatchObject({ status: 401, json: { error: { code: 'TOKEN_EXPIRED', retryable: true } } });
  });

  it('refuses a viewer, and serves an integration', async () => {
    const viewer = await server.member('VIEWER');
    expect(await infer({ image: base64 }, { token: viewer.token })).toMatchObject({
      status: 403,
      json: { error: { code: 'FORBIDDEN' } },
    });
    const program = await server.member('INTEGRATION');
    expect((await infer({ image: base64 }, { token: program.token })).status).toBe(200);
  });

  it.each<[string, object | string | Uint8Array, { type?: string; query?: string }, number, string]>([
    ['no Base64', { image: 'äöü' }, {}, 400, 'VALIDATION_FAILED'],
    ['Base64 with a hole', { image: 'AAAA*AAA' }, {}, 400, 'VALIDATION_FAILED'],
    ['a data URI without Base64', { image: 'data:image/png,abc' }, {}, 400, 'VALIDATION_FAILED'],
    ['no image at all', {}, {}, 400, 'VALIDATION_FAILED'],
    ['an image and a url', { image: 'AAAA', url: 'https://a.example' }, {}, 400, 'VALIDATION_FAILED'],
    ['an option that is not known', { image: 'AAAA', fram: 1 }, {}, 400, 'VALIDATION_FAILED'],
    ['a query that is not known', { image: 'AAAA' }, { query: '?frame=first' }, 400, 'VALIDATION_FAILED'],
    ['broken JSON', '{"image": "', {}, 400, 'VALIDATION_FAILED'],
    ['a list', [], {}, 400, 'VALIDATION_FAILED'],
    ['an empty body', new Uint8Array(), { type: 'application/dicom' }, 422, 'IMAGE_EMPTY'],
    ['a form', 'a=b', { type: 'application/x-www-form-urlencoded' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['a text', 'no image', { type: 'image/png' }, 415, 'IMAGE_UNSUPPORTED'],
    ['half an image', dicom.subarray(0, 9000), { type: 'application/dicom' }, 422, 'DICOM_TRUNCATED'],
  ])('answers %s with its status and code', async (_name, body, options, status, code) => {
    const answer = await infer(body, options);
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
    expect(answer.json.error.message.length).toBeGreaterThan(10);
  });

  it('never quotes the body in an error', async () => {
    const answers = [
      await infer('Doe^Jane'),
      await infer({ image: 'Doe^Jane' }),
      await infer({ image: 7, url: 'Doe^Jane' }),
      await infer({ url: 'Doe^Jane' }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.json)).not.toContain('Doe');
    }
  });

  it('refuses what is beyond the limit, said or not said beforehand', async () => {
    const big = new Uint8Array(4 * 1024 * 1024 + 1);
    const answers = [
      await infer(big, { type: 'application/octet-stream' }),
      await infer({ image: Buffer.from(big).toString('base64') }),
      await sendInChunks(big, 8),
    ];
    for (const { status, json } of answers)
      expect([status, json.error.code]).toEqual([413, 'IMAGE_TOO_LARGE']);
  });

  it('takes an image just below the limit in Base64', async () => {
    const padded = new Uint8Array(4 * 1024 * 1024);
    padded.set(png);
    expect((await infer({ image: Buffer.from(padded).toString('base64') })).status).toBe(200);
  });

  it('refuses compressed bodies and other methods', async () => {
    const packed = await infer(dicom, { type: 'application/dicom', headers: { 'content-encoding': 'gzip' } });
    expect(packed.status).toBe(415);
    const got = await fetch(`${server.url}/inference`, {
      headers: { authorization: `Bearer ${clinician.token}` },
    });
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('refuses more than an organization’s share while the engine stands still, and serves on afterwards', async () => {
    const { pid } = server.services.engine;
    const other = await server.member('CLINICIAN');
    process.kill(pid!, 'SIGSTOP');
    try {
      const many = Array.from({ length: 65 }, () => infer(png, { type: 'image/png' }));
      // The others can not be answered while the engine stands still.
      const refused = await Promise.race(many);
      expect([refused.status, refused.json.error.code]).toEqual([429, 'QUOTA_EXCEEDED']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      const theirs = infer(png, { type: 'image/png', token: other.token });
      process.kill(pid!, 'SIGCONT');
      expect((await theirs).status).toBe(200);
      const statuses = (await Promise.all(many)).map(({ status }) => status).sort();
      expect(statuses).toEqual([...Array(64).fill(200), 429]);
    } finally {
      process.kill(pid!, 'SIGCONT');
    }
    expect((await infer(png, { type: 'image/png' })).status).toBe(200);
  });

  it('takes the work back when the caller leaves', async () => {
    const { engine } = server.services;
    const analyze = vi.spyOn(engine, 'analyze');
    process.kill(engine.pid!, 'SIGSTOP');
    try {
      const caller = new AbortController();
      const gone = fetch(`${server.url}/inference`, {
        method: 'POST',
        headers: { 'content-type': 'image/png', authorization: `Bearer ${clinician.token}` },
        body: png as Uint8Array<ArrayBuffer>,
        signal: caller.signal,
      });
      await vi.waitFor(() => expect(analyze).toHaveBeenCalled());
      caller.abort();
      await expect(gone).rejects.toThrow();
      await expect(analyze.mock.results[0]!.value).rejects.toMatchObject({ code: 'ANALYSIS_CANCELED' });
    } finally {
      process.kill(engine.pid!, 'SIGCONT');
      analyze.mockRestore();
    }
    expect((await infer(png, { type: 'image/png' })).status).toBe(200);
  });

  it('says 503 with a time when the engine dies under an image', async () => {
    const { engine } = server.services;
    await engine.ready();
    const analyze = vi.spyOn(engine, 'analyze');
    process.kill(engine.pid!, 'SIGSTOP');
    const answer = infer(png, { type: 'image/png' });
    await vi.waitFor(() => expect(analyze).toHaveBeenCalled());
    analyze.mockRestore();
    process.kill(engine.pid!, 'SIGKILL');
    expect(await answer).toMatchObject({
      status: 503,
      json: { error: { code: 'ENGINE_CRASHED', retryable: true } },
    });
    expect((await answer).headers.get('retry-after')).toBe('1');
  });
});

/** A body whose length no header tells. */
function sendInChunks(bytes: Uint8Array, parts: number): ReturnType<typeof infer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server.url}/inference`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: `Bearer ${clinician.token}`,
      },
    });
    request.on('error', reject);
    request.on('response', async (response) => {
      const chunks = await response.toArray();
      resolve({
        status: response.statusCode!,
        headers: new Headers(),
        json: JSON.parse(Buffer.concat(chunks).toString()),
      });
    });
    const size = Math.ceil(bytes.length / parts);
    for (let part = 0; part < parts; part++) request.write(bytes.subarray(part * size, (part + 1) * size));
    request.end();
  });
}
