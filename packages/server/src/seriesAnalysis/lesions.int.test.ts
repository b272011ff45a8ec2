import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Prisma } from '../database/client.js';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { sliceOrder } from '../study/sliceOrder.js';

const runFields = `malignancyProfile
  profile { index positionMm status outcome malignancyProbability medicalImage { instanceNumber } }
  lesionCandidates {
    firstSliceIndex lastSliceIndex sliceCount keySliceIndex keyImage { instanceNumber }
    box { x y width height } keyBox { x } peakProbability meanProbability peakAttention
    regions { sliceIndex score box { x y } }
    location { side centreMm { x y z } extentMm { alongRows alongColumns alongNormal } }
  }`;
const runQuery = `query ($id: ID!) { node(id: $id) { ... on SeriesAnalysis { ${runFields} } } }`;
const region = (x: number, score: number) => ({ x, y: 40, width: 20, height: 20, score, frame: 0 });

describe.each(databaseKinds)('the result of a whole series on the %s database', (kind) => {
  let server: TestServer;
  let token: string;
  let seriesId: string;
  let organizationId: string;
  let images: {
    id: string;
    patientId: string;
    instanceNumber: number | null;
    slicePositionMm: number | null;
  }[];
  beforeAll(async () => {
    server = await startTestServer(kind, { EVENTEYE_RUN_JOBS: 'true' });
    const member = await server.member('CLINICIAN');
    token = member.token;
    organizationId = member.caller.organizationId;
    const files = phantomFiles.filter(({ filename }) => filename.startsWith('post1-'));
    await postUpload(`${server.url}/graphql`, token, files.toReversed());
    images = await server.services.prisma.medicalImage.findMany({
      where: { organizationId },
      orderBy: [...sliceOrder],
    });
    const { id } = await server.services.prisma.series.findFirstOrThrow({ where: { organizationId } });
    seriesId = id;
  });
  afterAll(() => server.close());

  /** A run as the job runner leaves it, with results made by hand: one for each slice; null for a slice that failed. */
  async function storeRun(
    results: (
      | (Pick<Prisma.AIAnalysisResultUncheckedCreateInput, 'outcome' | 'malignancyProbability'> & {
          regions: ReturnType<typeof region>[];
        })
      | null
    )[],
    ofSeriesId = seriesId,
    ofImages: { id: string }[] = images,
  ): Promise<string> {
    const { prisma } = server.services;
    const model = await prisma.modelVersion.findFirstOrThrow();
    const common = { organizationId, patientId: images[0]!.patientId };
    const run = await prisma.seriesAnalysis.create({
      data: { ...common, seriesId: ofSeriesId, status: 'SUCCEEDED', sliceCount: 3, completedSlices: 3 },
    });
    for (const [i, result] of results.entries()) {
      const analysis = await prisma.analysis.create({
        data: {
          ...common,
          medicalImageId: ofImages[i]!.id,
          seriesAnalysisId: run.id,
          status: result ? 'SUCCEEDED' : 'FAILED',
        },
      });
      if (!result) continue;
      await prisma.aIAnalysisResult.create({
        data: {
          ...result,
          analysisId: analysis.id,
          modelVersionId: model.id,
          predictedLabel: 'MALIGNANT',
          confidence: 0.5,
          probabilities: [],
          findings: [],
          recommendations: [],
          biRadsCategories: [],
          biRadsRationaleCode: '',
          attention: {},
          attentionValues: new Uint8Array(),
          imageSha256: '',
          inputTensorSha256: '',
          modelSha256: '',
          preprocessing: '',
          runtime: '',
          queuedMs: 0,
          decodeMs: 0,
          inferenceMs: 0,
          totalMs: 0,
        },
      });
    }
    return encodeGlobalId('SeriesAnalysis', run.id);
  }

  it('lists two lesions with their sides, the more suspicious first', async () => {
    const id = await storeRun([
      { outcome: 'INCONCLUSIVE', malignancyProbability: 0.5, regions: [region(10, 0.6)] },
      { outcome: 'MALIGNANT', malignancyProbability: 0.8, regions: [region(90, 0.9), region(14, 0.7)] },
      { outcome: 'MALIGNANT', malignancyProbability: 0.9, regions: [region(92, 0.8)] },
    ]);
    const { data, errors } = await server.post(runQuery, { id }, token);
    expect(errors).toBeUndefined();
    const [left, right, ...others] = data.node.lesionCandidates;
    expect(others).toEqual([]);
    expect(left).toMatchObject({
      firstSliceIndex: 1,
      lastSliceIndex: 2,
      sliceCount: 2,
      keySliceIndex: 2,
      keyImage: { instanceNumber: images[2]!.instanceNumber },
      box: { x: 90, y: 40, width: 22, height: 20 },
      peakProbability: 0.9,
      peakAttention: 0.9,
      // The left of the patient is the right of the picture.
      location: { side: 'LEFT' },
    });
    expect(right).toMatchObject({ firstSliceIndex: 0, lastSliceIndex: 1, location: { side: 'RIGHT' } });
    const { extentMm, centreMm } = left.location;
    const spacing = images[1]!.slicePositionMm! - images[0]!.slicePositionMm!;
    expect(extentMm.alongRows / extentMm.alongColumns).toBeCloseTo(22 / 20, 6);
    expect(extentMm.alongNormal).toBeCloseTo(2 * spacing, 3);
    expect(centreMm.z).toBeCloseTo((images[1]!.slicePositionMm! + images[2]!.slicePositionMm!) / 2, 3);
    expect(left.regions.map((one: { sliceIndex: number }) => one.sliceIndex)).toEqual([1, 2]);

    // Rows stored before they kept their geometry: the header of the file says the same.
    const where = { organizationId };
    const none = { imagePosition: [], imageOrientation: [], pixelSpacing: [] };
    await server.services.prisma.medicalImage.updateMany({ where, data: none });
    const again = await server.post(runQuery, { id }, token);
    expect(again.data.node.lesionCandidates).toEqual(data.node.lesionCandidates);
  });

  it('keeps failed and abstaining slices in the profile, without a number', async () => {
    const id = await storeRun([
      null,
      { outcome: 'OUT_OF_SCOPE', malignancyProbability: 0.99, regions: [region(10, 0.9)] },
      { outcome: 'BENIGN', malignancyProbability: 0.1, regions: [region(10, 0.9)] },
    ]);
    const { data } = await server.post(runQuery, { id }, token);
    expect(data.node.malignancyProfile).toEqual([0, 0, 0.1]);
    expect(data.node.profile).toMatchObject([
      { index: 0, status: 'FAILED', outcome: null, malignancyProbability: null },
      { index: 1, status: 'SUCCEEDED', outcome: 'OUT_OF_SCOPE', malignancyProbability: null },
      { index: 2, status: 'SUCCEEDED', outcome: 'BENIGN', malignancyProbability: 0.1 },
    ]);
    for (const [i, point] of data.node.profile.entries()) {
      expect(point.positionMm).toBeCloseTo(images[i]!.slicePositionMm!, 6);
      expect(point.medicalImage.instanceNumber).toBe(images[i]!.instanceNumber);
    }
    expect(data.node.lesionCandidates).toEqual([]);
  });

  it('reads the slices of all series of a study in one query', async () => {
    const files = phantomFiles.filter(({ filename }) => filename.startsWith('pre-'));
    await postUpload(`${server.url}/graphql`, token, files);
    const { prisma } = server.services;
    const pre = await prisma.series.findFirstOrThrow({ where: { organizationId, id: { not: seriesId } } });
    const preImages = await prisma.medicalImage.findMany({
      where: { seriesId: pre.id },
      orderBy: [...sliceOrder],
    });
    const result = { outcome: 'MALIGNANT', malignancyProbability: 0.9, regions: [region(10, 0.9)] } as const;
    const results = [result, result, result].map((one) => ({ ...one, regions: [...one.regions] }));
    await storeRun(results);
    await storeRun(results, pre.id, preImages);
    const look = vi.spyOn(prisma.analysis, 'findMany');
    const { data } = await server.post(
      `query ($uid: String!) { study(studyInstanceUid: $uid) { series { latestAnalysis { ${runFields} } } } }`,
      { uid: (await prisma.study.findFirstOrThrow({ where: { organizationId } })).studyInstanceUid },
      token,
    );
    expect(look).toHaveBeenCalledTimes(1);
    look.mockRestore();
    const runs = data.study.series.map(
      (one: { latestAnalysis: { lesionCandidates: unknown[] } }) => one.latestAnalysis,
    );
    expect(runs).toHaveLength(2);
    for (const { lesionCandidates } of runs) expect(lesionCandidates).toHaveLength(1);
  });
});
