import type { Prediction } from '@eventeye/inference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';

let server: TestServer;
let token: string;
let expected: Prediction[];
const images = [phantomFiles[3]!.bytes, phantomFiles[4]!.bytes];
const texts = images.map((bytes) => Buffer.from(bytes).toString('base64'));
const infer = '/v2/models/tiny/infer';

beforeAll(async () => {
  server = await startTestServer('embedded');
  ({ token } = await server.member('INTEGRATION'));
  await server.services.engine.ready();
  expected = await Promise.all(images.map((bytes) => server.services.engine.analyze(bytes)));
});
afterAll(() => server.close());

async function call(path: string, init: { body?: object | Uint8Array; headers?: object; as?: string } = {}) {
  const { body, headers, as = token } = init;
  const response = await fetch(`${server.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(as && { authorization: `Bearer ${as}` }), ...headers },
    ...(body && { body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const headerLength = response.headers.get('inference-header-content-length');
  const end = headerLength ? Number(headerLength) : bytes.length;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asks for.
  const json = JSON.parse(bytes.subarray(0, end).toString()) as any;
  return { status: response.status, json, rest: bytes.subarray(end), headers: response.headers };
}

const input = (data: unknown, change: object = {}) => ({
  name: 'image',
  shape: [images.length],
  datatype: 'BYTES',
  data,
  ...change,
});

/** A request with its images after the JSON, each behind its length. */
function binaryRequest(json: object, elements: Uint8Array[], size?: number) {
  const data = Buffer.concat(
    elements.flatMap((bytes) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      return [length, bytes];
    }),
  );
  const parameters = { binary_data_size: size ?? data.length };
  const header = Buffer.from(
    JSON.stringify({ inputs: [input(undefined, { shape: [elements.length], parameters })], ...json }),
  );
  return {
    body: Buffer.concat([header, data]),
    headers: {
      'content-type': 'application/octet-stream',
      'inference-header-content-length': String(header.length),
    },
  };
}

const probabilities = () =>
  expected.flatMap((one) => one.probabilities.map(({ probability }) => Math.fround(probability)));
const malignancy = () => expected.map((one) => Math.fround(one.malignancyProbability));

describe('the server and its model', () => {
  it('says that it lives to anybody, and everything else to those who are signed in', async () => {
    expect(await call('/v2/health/live', { as: '' })).toMatchObject({ status: 200, json: { live: true } });
    for (const path of ['/v2', '/v2/health/ready', '/v2/models/tiny', '/v2/models/tiny/ready']) {
      const answer = await call(path, { as: '' });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.json).toEqual({ error: expect.stringContaining('UNAUTHENTICATED') });
    }
    const { token: viewer } = await server.member('VIEWER');
    expect((await call('/v2/models/tiny', { as: viewer })).status).toBe(200);
    const refused = await call(infer, { body: { inputs: [input(texts)] }, as: viewer });
    expect([refused.status, refused.json.error]).toEqual([403, expect.stringContaining('FORBIDDEN')]);
  });

  it('describes the server, with the extension it speaks', async () => {
    expect((await call('/v2')).json).toEqual({
      name: 'eventeye',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      extensions: ['binary_tensor_data'],
    });
  });

  it('describes the model with and without its version', async () => {
    const { json } = await call('/v2/models/tiny');
    expect(json).toEqual({
      name: 'tiny',
      versions: ['0.0.1'],
      platform: 'onnx_onnxv1',
      inputs: [{ name: 'image', datatype: 'BYTES', shape: [-1] }],
      outputs: [
        { name: 'probabilities', datatype: 'FP32', shape: [-1, 2] },
        { name: 'malignancy', datatype: 'FP32', shape: [-1] },
        { name: 'outcome', datatype: 'BYTES', shape: [-1] },
        { name: 'in_scope', datatype: 'BOOL', shape: [-1] },
      ],
      parameters: {
        labels: 'BENIGN,MALIGNANT',
        sha256: server.services.engine.model.sha256,
        is_demonstration: true,
      },
    });
    expect((await call('/v2/models/tiny/versions/0.0.1')).json).toEqual(json);
  });

  it('is ready when a real inference has succeeded', async () => {
    expect(await call('/v2/health/ready')).toMatchObject({ status: 200, json: { live: true, ready: true } });
    for (const path of ['/v2/models/tiny/ready', '/v2/models/tiny/versions/0.0.1/ready'])
      expect(await call(path)).toMatchObject({ status: 200, json: { name: 'tiny', ready: true } });
  });

  it.each(['/v2/models/other', '/v2/models/tiny/versions/9', '/v2/models/other/ready', '/v2/nothing'])(
    'does not know %s',
    async (path) => {
      expect(await call(path)).toMatchObject({
        status: 404,
        json: { error: expect.stringContaining('NOT_FOUND') },
      });
    },
  );
});

describe('infer', () => {
  it('answers JSON tensors with what the engine says of each image, in order', async () => {
    const { status, json, headers } = await call(infer, { body: { id: '42', inputs: [input(texts)] } });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('application/json');
    expect(json).toEqual({
      model_name: 'tiny',
      model_version: '0.0.1',
      id: '42',
      parameters: {
        labels: 'BENIGN,MALIGNANT',
        sha256: expected[0]!.receipt.modelSha256,
        is_demonstration: true,
      },
      outputs: [
        { name: 'probabilities', datatype: 'FP32', shape: [2, 2], data: probabilities() },
        { name: 'malignancy', datatype: 'FP32', shape: [2], data: malignancy() },
        { name: 'outcome', datatype: 'BYTES', shape: [2], data: expected.map(({ outcome }) => outcome) },
        { name: 'in_scope', datatype: 'BOOL', shape: [2], data: expected.map((one) => one.scope.inScope) },
      ],
    });
    expect(probabilities().length).toBe(4);
    expect(new Set(malignancy()).size).toBe(2);
  });

  it('takes and gives binary tensors', async () => {
    const request = binaryRequest({ parameters: { binary_data_output: true } }, images);
    const { status, json, rest, headers } = await call('/v2/models/tiny/versions/0.0.1/infer', request);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    const sizes = json.outputs.map(
      (output: { parameters: { binary_data_size: number } }) => output.parameters.binary_data_size,
    );
    const outcomes = expected.map(({ outcome }) => outcome);
    expect(sizes).toEqual([16, 8, outcomes.join('').length + 8, 2]);
    const floats = Array.from({ length: 6 }, (_, i) => rest.readFloatLE(i * 4));
    expect(floats).toEqual([...probabilities(), ...malignancy()]);
    let offset = 24;
    for (const outcome of outcomes) {
      expect(rest.readUInt32LE(offset)).toBe(outcome.length);
      expect(rest.subarray(offset + 4, offset + 4 + outcome.length).toString()).toBe(outcome);
      offset += 4 + outcome.length;
    }
    expect([...rest.subarray(offset)]).toEqual(expected.map((one) => Number(one.scope.inScope)));
  });

  it('gives the outputs that were asked for, each in its form', async () => {
    const outputs = [{ name: 'malignancy', parameters: { binary_data: true } }, { name: 'outcome' }];
    const { json, rest } = await call(infer, { body: { inputs: [input(texts)], outputs } });
    expect(json.outputs).toEqual([
      { name: 'malignancy', datatype: 'FP32', shape: [2], parameters: { binary_data_size: 8 } },
      { name: 'outcome', datatype: 'BYTES', shape: [2], data: expected.map(({ outcome }) => outcome) },
    ]);
    expect([rest.readFloatLE(0), rest.readFloatLE(4), rest.length]).toEqual([...malignancy(), 8]);
    const overridden = binaryRequest(
      {
        parameters: { binary_data_output: true },
        outputs: [{ name: 'malignancy', parameters: { binary_data: false } }],
      },
      images,
    );
    const answer = await call(infer, overridden);
    expect(answer.json.outputs[0].data).toEqual(malignancy());
    expect(answer.headers.get('inference-header-content-length')).toBeNull();
  });

  it.each<[string, () => object]>([
    ['no inputs', () => ({})],
    ['another input', () => ({ inputs: [input(texts, { name: 'input' })] })],
    ['an input twice', () => ({ inputs: [input(texts), input(texts)] })],
    ['a slice before contrast', () => ({ inputs: [input(texts), input(texts, { name: 'pre_contrast' })] })],
    ['another datatype', () => ({ inputs: [input([1, 2], { datatype: 'FP32' })] })],
    ['a shape of too many dimensions', () => ({ inputs: [input(texts, { shape: [2, 1] })] })],
    ['a shape that the data does not have', () => ({ inputs: [input(texts, { shape: [3] })] })],
    ['a negative shape', () => ({ inputs: [input(texts, { shape: [-1] })] })],
    ['no image', () => ({ inputs: [input([], { shape: [0] })] })],
    ['too many images', () => ({ inputs: [input(Array(17).fill('AAAA'), { shape: [17] })] })],
    ['an element that is no text', () => ({ inputs: [input([1, 2])] })],
    ['an element that is no Base64', () => ({ inputs: [input(['AAAA', '****'])] })],
    ['no data', () => ({ inputs: [input(undefined)] })],
    ['an output that there is not', () => ({ inputs: [input(texts)], outputs: [{ name: 'logits' }] })],
    ['data and binary data', () => ({ inputs: [input(texts, { parameters: { binary_data_size: 0 } })] })],
    [
      'binary data that did not come',
      () => ({ inputs: [input(undefined, { parameters: { binary_data_size: 9 } })] }),
    ],
  ])('refuses %s', async (_name, body) => {
    const { status, json } = await call(infer, { body: body() });
    expect(status).toBe(400);
    expect(json).toEqual({ error: expect.stringMatching(/^VALIDATION_FAILED: .{10}/) });
  });

  it('refuses binary data that does not add up', async () => {
    const cut = Buffer.alloc(6);
    cut.writeUInt32LE(1_000_000);
    const good = binaryRequest({}, images);
    const requests = [
      binaryRequest({}, images, 10),
      { ...good, headers: { 'inference-header-content-length': '99999999' } },
      { ...good, headers: { 'inference-header-content-length': 'many' } },
      { ...good, headers: { 'inference-header-content-length': '10' } },
      { ...good, headers: {} },
    ];
    const [json] = JSON.stringify({
      inputs: [input(undefined, { shape: [1], parameters: { binary_data_size: cut.length } })],
    }).match(/.*/s)!;
    requests.push({
      body: Buffer.concat([Buffer.from(json), cut]),
      headers: { 'inference-header-content-length': String(json.length) },
    } as never);
    for (const request of requests) {
      const answer = await call(infer, request);
      expect([answer.status, answer.json.error]).toEqual([400, expect.stringContaining('VALIDATION_FAILED')]);
    }
  });

  it('names the image that is at fault, and answers no other', async () => {
    const { status, json } = await call(infer, {
      body: { inputs: [input([texts[0], Buffer.from('no image').toString('base64')])] },
    });
    expect(status).toBe(415);
    expect(json).toEqual({ error: expect.stringMatching(/^IMAGE_UNSUPPORTED: Image 1 /) });
  });

  it('refuses an image beyond the limit in either form', async () => {
    const big = new Uint8Array(4 * 1024 * 1024 + 1);
    const answers = [
      await call(infer, {
        body: { inputs: [input([Buffer.from(big).toString('base64')], { shape: [1] })] },
      }),
      await call(infer, binaryRequest({}, [big])),
    ];
    for (const { status, json } of answers)
      expect([status, json.error]).toEqual([413, expect.stringContaining('IMAGE_TOO_LARGE')]);
  });

  it('refuses a compressed body', async () => {
    const { status, json } = await call(infer, {
      body: { inputs: [input(texts)] },
      headers: { 'content-encoding': 'gzip' },
    });
    expect([status, json.error]).toEqual([415, expect.stringContaining('MEDIA_TYPE_UNSUPPORTED')]);
  });

  it('runs no model and no version but its own', async () => {
    const body = { inputs: [input(texts)] };
    for (const path of ['/v2/models/other/infer', '/v2/models/tiny/versions/1/infer'])
      expect((await call(path, { body })).status).toBe(404);
  });
});
