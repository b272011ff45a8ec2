import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeTinyModel } from '../../../inference/src/testing/tinyModel.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';

const analyzeMutation = `mutation ($id: ID!) {
  analyzeMedicalImage(input: { medicalImageId: $id }) {
    ... on AnalyzeMedicalImagePayload { analysis { id } }
    ... on Error { code message }
  }
}`;
const analysisQuery = `query ($id: ID!) { analysis(id: $id) { status error { code message } result { outcome } } }`;

describe('a model of the DCE triplet', () => {
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

  const upload = async (phase: string) => {
    const files = phantomFiles.filter(({ filename }) => filename.startsWith(`${phase}-`));
    const { data } = await postUpload(`${server.url}/graphql`, token, files);
    return data.uploadMedicalImages.medicalImages as { id: string }[];
  };
  const analyze = async (id: string) => {
    const { data } = await server.post(analyzeMutation, { id }, token);
    const analysisId = data.analyzeMedicalImage.analysis.id as string;
    return vi.waitFor(
      async () => {
        const { data: answer } = await server.post(analysisQuery, { id: analysisId }, token);
        expect(answer.analysis.status).toMatch(/SUCCEEDED|FAILED/);
        return answer.analysis;
      },
      { timeout: 20_000, interval: 50 },
    );
  };

  it('says what is missing, and finds the slice before contrast of the same study once it is there', async () => {
    const [post] = await upload('post1');
    const alone = await analyze(post!.id);
    expect(alone.status).toBe('FAILED');
    expect(alone.error.code).toBe('COMPANION_IMAGE_MISSING');
    const [pre] = await upload('pre');
    expect((await analyze(post!.id)).status).toBe('SUCCEEDED');
    // A slice before contrast has none before it.
    expect((await analyze(pre!.id)).error.code).toBe('COMPANION_IMAGE_MISSING');
  });
});
