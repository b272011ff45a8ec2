import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';

const analyze = `mutation ($id: ID!, $reuse: Boolean) { analyzeMedicalImage(input: { medicalImageId: $id, reuse: $reuse }) {
  ... on AnalyzeMedicalImagePayload { analysis { id status } } } }`;
const look = `query ($id: ID!) { analysis(id: $id) { status result { outcome confidence timings { inferenceMs }
  receipt { imageSha256 inputTensorSha256 modelSha256 } } } }`;

describe('an analysis that may be answered from a stored result', () => {
  let server: TestServer;
  let token: string;
  let image: string;
  beforeAll(async () => {
    server = await startTestServer('embedded');
    ({ token } = await server.member('CLINICIAN'));
    const { data } = await postUpload(`${server.url}/graphql`, token, phantomFiles.slice(0, 1));
    image = data.uploadMedicalImages.medicalImages[0].id;
  });
  afterAll(() => server.close());
  const request = async (reuse: boolean) => {
    const { data } = await server.post(analyze, { id: image, reuse }, token);
    return data.analyzeMedicalImage.analysis as { id: string; status: string };
  };
  const finished = (id: string) =>
    vi.waitFor(
      async () => {
        const { data } = await server.post(look, { id }, token);
        expect(data.analysis.status).toBe('SUCCEEDED');
        return data.analysis.result;
      },
      { timeout: 20_000, interval: 50 },
    );

  it('is computed the first time, answered at once the second, and never overwrites', async () => {
    const first = await request(true);
    expect(first.status).toBe('QUEUED');
    const computed = await finished(first.id);
    const second = await request(true);
    expect(second).toMatchObject({ status: 'SUCCEEDED' });
    expect(second.id).not.toBe(first.id);
    const { timings, ...said } = await finished(second.id);
    expect(timings.inferenceMs).toBe(0);
    const { timings: _, ...before } = computed;
    expect(said).toEqual(before);
  });

  it('is computed again where the caller does not ask for reuse', async () => {
    expect((await request(false)).status).toBe('QUEUED');
  });

  it('does not look into other organizations', async () => {
    const other = await server.member('CLINICIAN');
    const { data } = await postUpload(`${server.url}/graphql`, other.token, phantomFiles.slice(0, 1));
    const { data: asked } = await server.post(
      analyze,
      { id: data.uploadMedicalImages.medicalImages[0].id, reuse: true },
      other.token,
    );
    expect(asked.analyzeMedicalImage.analysis.status).toBe('QUEUED');
  });
});
