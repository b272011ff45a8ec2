import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadManifest, type Manifest } from '@eventeye/inference';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { openTestDatabase } from '../testing/openTestDatabase.js';
import { registerInstalled } from './activateModel.js';
import { shippedModel } from './install/modelStore.js';
import { installTinyModel } from './testing/installTinyModel.js';

const data = mkdtempSync(join(tmpdir(), 'eventeye-activate-'));
const install = (version: string, change?: (manifest: Manifest) => void) =>
  installTinyModel(data, version, change);

describe('changing the model while serving', () => {
  let server: TestServer;
  let admin: Awaited<ReturnType<TestServer['member']>>;
  let images: string[];
  const versions = new Map<string, string>();
  beforeAll(async () => {
    await install('1.0.0');
    await install('2.0.0');
    await install('3.0.0', (manifest) => {
      manifest.golden.logits[0]! += 1;
    });
    await install('4.0.0');
    writeFileSync(join(data, 'models/active'), 'tiny@1.0.0\n');
    server = await startTestServer('embedded', { EVENTEYE_DATA_DIR: data, EVENTEYE_MODEL_DIR: '' });
    admin = await server.member('ADMIN');
    const { data: uploaded } = await postUpload(`${server.url}/graphql`, admin.token, phantomFiles);
    images = uploaded.uploadMedicalImages.medicalImages.map(({ id }: { id: string }) => id);
    const { data: known } = await server.post('{ models { id name version isActive } }', {}, admin.token);
    for (const { id, name, version } of known.models) if (name === 'tiny') versions.set(version, id);
  });
  afterAll(async () => {
    await server.close();
    rmSync(data, { recursive: true });
  });

  const activate = async (version: string, token = admin.token) => {
    const answer = await server.post(
      `mutation ($id: ID!) { activateModel(input: { modelVersionId: $id }) {
        __typename ... on ActivateModelPayload { model { version isActive } } ... on Error { code message } } }`,
      { id: versions.get(version) },
      token,
    );
    return answer.data.activateModel;
  };
  const analyze = async (image: string) => {
    const { data: asked } = await server.post(
      `mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) {
        ... on AnalyzeMedicalImagePayload { analysis { id } } } }`,
      { id: image },
      admin.token,
    );
    return asked.analyzeMedicalImage.analysis.id as string;
  };
  const result = (id: string) =>
    vi.waitFor(
      async () => {
        const { data: answer } = await server.post(
          `query ($id: ID!) { analysis(id: $id) { status result { model { version sha256 } receipt { modelSha256 } } } }`,
          { id },
          admin.token,
        );
        expect(answer.analysis.status).toMatch(/SUCCEEDED|FAILED/);
        return answer.analysis;
      },
      { timeout: 20_000, interval: 50 },
    );

  it('fails and mixes no analysis under load, and new ones run with the new model', async () => {
    const before = await Promise.all(
      Array.from({ length: 30 }, (_, i) => analyze(images[i % images.length]!)),
    );
    const changed = activate('2.0.0');
    const during = await Promise.all(
      Array.from({ length: 30 }, (_, i) => analyze(images[i % images.length]!)),
    );
    expect(await changed).toMatchObject({ model: { version: '2.0.0', isActive: true } });
    const after = await analyze(images[0]!);
    const results = await Promise.all([...before, ...during].map(result));
    for (const { status, result: said } of results) {
      expect(status).toBe('SUCCEEDED');
      expect(said.receipt.modelSha256).toBe(said.model.sha256);
      expect(['1.0.0', '2.0.0']).toContain(said.model.version);
    }
    expect((await result(after)).result.model.version).toBe('2.0.0');
    const { data: now } = await server.post('{ activeModel { version } }', {}, admin.token);
    expect(now.activeModel.version).toBe('2.0.0');
    expect(readFileSync(join(data, 'models/active'), 'utf8')).toBe('tiny@2.0.0\n');
  });

  it('keeps the present model when the other does not give its golden answer, or is gone', async () => {
    expect(await activate('3.0.0')).toMatchObject({
      __typename: 'ConflictError',
      code: 'MODEL_GOLDEN_MISMATCH',
    });
    rmSync(join(data, 'models/tiny/4.0.0'), { recursive: true });
    expect(await activate('4.0.0')).toMatchObject({
      __typename: 'ConflictError',
      code: 'MODEL_NOT_INSTALLED',
    });
    expect((await result(await analyze(images[0]!))).result.model.version).toBe('2.0.0');
  });

  it('is for administrators', async () => {
    const clinician = await server.member('CLINICIAN');
    expect(await activate('1.0.0', clinician.token)).toMatchObject({ __typename: 'ForbiddenError' });
  });
});

describe('models in a configured precision', () => {
  it('are known by the hash of the file that would be served', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'eventeye-precision-'));
    const database = await openTestDatabase('embedded');
    const { prisma } = database.database;
    await registerInstalled(prisma, { dataDirectory: folder, precision: 'fp16' });
    const known = await prisma.modelVersion.findMany({ select: { precision: true, sha256: true } });
    const { file } = loadManifest(shippedModel(), 'fp16');
    expect(known).toEqual([{ precision: 'fp16', sha256: file.sha256 }]);
    await database.close();
    rmSync(folder, { recursive: true });
  });
});

describe('a model that is fixed by configuration', () => {
  it('is not changed', async () => {
    const server = await startTestServer('embedded');
    const { token } = await server.member('ADMIN');
    const { data: known } = await server.post('{ models { id isActive } }', {}, token);
    const other = known.models.find(({ isActive }: { isActive: boolean }) => !isActive);
    const { data: answer } = await server.post(
      `mutation ($id: ID!) { activateModel(input: { modelVersionId: $id }) { ... on Error { code } } }`,
      { id: other.id },
      token,
    );
    expect(answer.activateModel.code).toBe('CONFLICT');
    await server.close();
  });
});
