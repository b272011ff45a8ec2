import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../config.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { silentLog } from '../testing/openTestDatabase.js';
import { newInferenceToken } from './inferenceTokens.js';
import { type RunningInferenceServer, serveInference } from './serveInference.js';

const dataDirectory = mkdtempSync(join(tmpdir(), 'eventeye-inference-'));
const [archive, bench] = [newInferenceToken('archive'), newInferenceToken('bench.1')];
const settings = { PORT: '0', EVENTEYE_DATA_DIR: dataDirectory, EVENTEYE_WORKERS: '1' };
const dicom = phantomFiles[3]!.bytes as Uint8Array<ArrayBuffer>;
let server: RunningInferenceServer;

beforeAll(async () => {
  const tokens = `${archive.entry}, ${bench.entry}`;
  server = await serveInference(parseConfig({ ...settings, EVENTEYE_INFERENCE_TOKENS: tokens }), silentLog);
});
afterAll(async () => {
  await server.close();
  rmSync(dataDirectory, { recursive: true });
});

async function ask(path: string, token?: string, body?: Uint8Array<ArrayBuffer> | string) {
  const response = await fetch(`${server.url}${path}`, {
    ...(body !== undefined && { method: 'POST', body }),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && {
        'content-type': typeof body === 'string' ? 'application/json' : 'application/dicom',
      }),
    },
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asks for.
  return { status: response.status, json: (await response.json()) as any };
}

describe('the inference server', () => {
  it('says that it is ready, without a database', async () => {
    await expect.poll(async () => (await ask('/readyz')).status, { timeout: 60_000 }).toBe(200);
    expect((await ask('/readyz')).json).toEqual({ status: 'ready', engine: true });
  });

  it('predicts for each program that has a token, the same through both doors', async () => {
    const one = await ask('/inference', archive.token, dicom);
    expect(one.status).toBe(200);
    expect(one.json.model.isDemonstration).toBe(true);
    const { name } = one.json.model;
    const data = [Buffer.from(dicom).toString('base64')];
    const two = await ask(
      `/v2/models/${name}/infer`,
      bench.token,
      JSON.stringify({
        inputs: [
          {
            name: 'image',
            datatype: 'BYTES',
            shape: [1],
            data,
            parameters: { content_encoding: 'base64' },
          },
        ],
      }),
    );
    expect(two.json.error).toBeUndefined();
    const outputs: { name: string; data: unknown[] }[] = two.json.outputs;
    expect(outputs.find((output) => output.name === 'outcome')?.data).toEqual([one.json.outcome]);
  });

  it.each([undefined, 'eei_something', archive.entry])('lets nobody in with %s', async (token) => {
    const { status, json } = await ask('/inference', token, dicom);
    expect(status).toBe(401);
    expect(json.error.code).toBe('UNAUTHENTICATED');
    expect((await ask('/v2', token)).status).toBe(401);
  });

  it('has no other address and keeps nothing', async () => {
    const response = await fetch(`${server.url}/graphql`, { method: 'POST' });
    expect(response.status).toBe(404);
    expect(readdirSync(dataDirectory)).toEqual([]);
  });

  it('does not start when nobody could use it', async () => {
    await expect(serveInference(parseConfig(settings), silentLog)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });

  it.each(['plain', 'a:12', `${archive.entry},${archive.entry}`, `a b:${'0'.repeat(64)}`])(
    'names what is wrong with the tokens "%s", and not the token',
    (list) => {
      const parse = () => parseConfig({ ...settings, EVENTEYE_INFERENCE_TOKENS: list });
      expect(parse).toThrow(/EVENTEYE_INFERENCE_TOKENS.*eventeye inference new-token/);
      expect(parse).not.toThrow(/[0-9a-f]{64}/);
    },
  );
});
