import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';

const runFields = `id status progress sliceCount completedSlices outcome malignancyProfile keyImage { id instanceNumber }
  error { code } analyses { totalCount edges { node { status medicalImage { instanceNumber } } } }`;
const analyzeSeries = `mutation ($id: ID!) { analyzeSeries(input: { seriesId: $id }) {
  __typename ... on AnalyzeSeriesPayload { seriesAnalysis { ${runFields} } } ... on Error { code message } } }`;
const cancelRun = `mutation ($id: ID!) { cancelSeriesAnalysis(input: { seriesAnalysisId: $id }) {
  __typename ... on CancelSeriesAnalysisPayload { seriesAnalysis { ${runFields} } } ... on Error { code } } }`;
const nodeQuery = `query ($id: ID!) { node(id: $id) { ... on SeriesAnalysis { ${runFields} } } }`;

describe.each(databaseKinds)('a whole series on the %s database', (kind) => {
  let server: TestServer;
  let token: string;
  let seriesId: string;
  beforeAll(async () => {
    server = await startTestServer(kind);
    ({ token } = await server.member('CLINICIAN'));
    const files = phantomFiles.filter(({ filename }) => filename.startsWith('post1-'));
    const { data } = await postUpload(`${server.url}/graphql`, token, files.toReversed());
    seriesId = data.uploadMedicalImages.medicalImages[0].series.id;
  });
  afterAll(() => server.close());

  const finished = (id: string) =>
    vi.waitFor(
      async () => {
        const { data } = await server.post(nodeQuery, { id }, token);
        expect(data.node.status).toMatch(/SUCCEEDED|FAILED|CANCELED/);
        return data.node;
      },
      { timeout: 20_000, interval: 50 },
    );
  const start = async () => {
    const { data } = await server.post(analyzeSeries, { id: seriesId }, token);
    return data.analyzeSeries.seriesAnalysis;
  };

  it('is analysed slice by slice, and says what its most suspicious slice says', async () => {
    const queued = await start();
    expect(queued).toMatchObject({
      sliceCount: 3,
      completedSlices: 0,
      progress: 0,
      outcome: null,
      keyImage: null,
    });
    const run = await finished(queued.id);
    expect(run).toMatchObject({ status: 'SUCCEEDED', completedSlices: 3, progress: 1, error: null });
    expect(run.analyses.totalCount).toBe(3);
    const order = run.analyses.edges.map(
      ({ node }: { node: { medicalImage: { instanceNumber: number } } }) => node.medicalImage.instanceNumber,
    );
    expect(order).toEqual(order.toSorted((a: number, b: number) => a - b));
    expect(run.malignancyProfile).toHaveLength(3);
    const most = Math.max(...run.malignancyProfile);
    expect(run.keyImage.instanceNumber).toBe(order[run.malignancyProfile.indexOf(most)]);
    const { data } = await server.post(
      `query ($id: ID!) { node(id: $id) { ... on Series { latestAnalysis { id } } } }`,
      { id: seriesId },
      token,
    );
    expect(data.node.latestAnalysis.id).toBe(queued.id);
  });

  it('stops when it is canceled, and a canceled run stays so', async () => {
    const { id } = await start();
    const { data } = await server.post(cancelRun, { id }, token);
    const canceled = data.cancelSeriesAnalysis.seriesAnalysis;
    expect(canceled.status).toMatch(/CANCELED|SUCCEEDED/);
    const run = await finished(id);
    expect(run.status).toBe(canceled.status);
    for (const { node } of run.analyses.edges) expect(node.status).toMatch(/CANCELED|SUCCEEDED/);
    const again = await server.post(cancelRun, { id }, token);
    expect(again.data.cancelSeriesAnalysis.seriesAnalysis.status).toBe(canceled.status);
  });

  it('is closed to viewers and to other organizations', async () => {
    const { id } = await start();
    const viewer = await server.member('VIEWER');
    const ofViewer = await server.post(analyzeSeries, { id: seriesId }, viewer.token);
    // A new member is of an organization of their own.
    expect(ofViewer.data.analyzeSeries.__typename).toMatch(/ForbiddenError|NotFoundError/);
    const stranger = await server.member('ADMIN');
    const asked = await server.post(analyzeSeries, { id: seriesId }, stranger.token);
    expect(asked.data.analyzeSeries).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    const canceled = await server.post(cancelRun, { id }, stranger.token);
    expect(canceled.data.cancelSeriesAnalysis).toMatchObject({ __typename: 'NotFoundError' });
    const looked = await server.post(nodeQuery, { id }, stranger.token);
    expect(looked.data?.node ?? null).toBeNull();
    await finished(id);
  });
});
