import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTinyModel } from '../../../inference/src/testing/tinyModel.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';

const [before, , , after] = phantomFiles.map(({ bytes }) => bytes);
const base64 = (bytes?: Uint8Array) => Buffer.from(bytes!).toString('base64');
let model: string;
let server: TestServer;
let token: string;

beforeAll(async () => {
  model = await makeTinyModel((manifest) => {
    manifest.input.channels = 'dce-triplet';
  });
  server = await startTestServer('embedded', { EVENTEYE_MODEL_DIR: model });
  ({ token } = await server.member('CLINICIAN'));
});
afterAll(async () => {
  await server.close();
  rmSync(model, { recursive: true });
});

async function post(path: string, body: object) {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the test asks for.
  return { status: response.status, json: (await response.json()) as any };
}

it('POST /inference takes the slice before contrast, and says when it is missing', async () => {
  const direct = await server.services.engine.analyze(after!, { preContrast: before! });
  const { json } = await post('/inference', { image: base64(after), preContrast: base64(before) });
  expect(json.receipt).toEqual(direct.receipt);
  const alone = await post('/inference', { image: base64(after) });
  expect([alone.status, alone.json.error.code]).toEqual([422, 'COMPANION_IMAGE_MISSING']);
});

it('the Open Inference Protocol takes it as an input of its own', async () => {
  const direct = await server.services.engine.analyze(after!, { preContrast: before! });
  const tensor = (name: string, ...images: (Uint8Array | undefined)[]) => ({
    name,
    datatype: 'BYTES',
    shape: [images.length],
    data: images.map(base64),
  });
  const metadata = await fetch(`${server.url}/v2/models/tiny`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { inputs } = (await metadata.json()) as { inputs: { name: string }[] };
  expect(inputs.map(({ name }) => name)).toEqual(['image', 'pre_contrast']);
  const { json } = await post('/v2/models/tiny/infer', {
    inputs: [tensor('pre_contrast', before), tensor('image', after)],
    outputs: [{ name: 'malignancy' }],
  });
  expect(json.outputs[0].data).toEqual([Math.fround(direct.malignancyProbability)]);
  const uneven = await post('/v2/models/tiny/infer', {
    inputs: [tensor('pre_contrast', before), tensor('image', after, after)],
  });
  expect([uneven.status, uneven.json.error]).toEqual([400, expect.stringContaining('pre_contrast')]);
  const alone = await post('/v2/models/tiny/infer', { inputs: [tensor('image', after)] });
  expect([alone.status, alone.json.error]).toEqual([422, expect.stringContaining('COMPANION_IMAGE_MISSING')]);
});
