import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { phantomFiles } from '../http/testing/phantomFiles.js';
import { postUpload } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { rowIdOf } from '../schema/globalId.js';

type Member = Awaited<ReturnType<TestServer['member']>>;

describe.each(databaseKinds)('readings and verification on the %s database', (kind) => {
  let server: TestServer;
  let clinician: Member;
  let analysisId: string;
  let storagePath: string;
  const read = (input: object, token = clinician.token) =>
    server.post(
      `mutation ($input: RecordReadingInput!) { recordReading(input: $input) { __typename
        ... on RecordReadingPayload { reading { agrees label note reader { email } analysis { id } } }
        ... on Error { code } ... on ValidationError { path } } }`,
      { input: { analysisId, ...input } },
      token,
    );
  const verify = async () =>
    (
      await server.post(
        `mutation ($id: ID!) { verifyAnalysis(input: { analysisId: $id }) { __typename
          ... on VerifyAnalysisPayload { status reason differences { kind member stored recomputed largestDelta isWithinTolerance } } ... on Error { code } } }`,
        { id: analysisId },
        clinician.token,
      )
    ).data.verifyAnalysis;
  const change = (data: object) =>
    server.services.prisma.aIAnalysisResult.update({
      where: { analysisId: rowIdOf('Analysis', analysisId)! },
      data,
    });

  beforeAll(async () => {
    server = await startTestServer(kind);
    clinician = await server.member('CLINICIAN');
    const file = { filename: 'slice.dcm', bytes: phantomFiles[3]!.bytes };
    const upload = await postUpload(`${server.url}/graphql`, clinician.token, [file]);
    const [image] = upload.data.uploadMedicalImages.medicalImages;
    storagePath = image.storagePath;
    const asked = await server.post(
      'mutation ($id: ID!) { analyzeMedicalImage(input: { medicalImageId: $id }) { ... on AnalyzeMedicalImagePayload { analysis { id } } } }',
      { id: image.id },
      clinician.token,
    );
    analysisId = asked.data.analyzeMedicalImage.analysis.id;
    await vi.waitFor(
      async () => {
        const query = 'query ($id: ID!) { analysis(id: $id) { status } }';
        const { data } = await server.post(query, { id: analysisId }, clinician.token);
        expect(data.analysis.status).toBe('SUCCEEDED');
      },
      { timeout: 60_000, interval: 100 },
    );
  });
  afterAll(() => server.close());

  it('is identical to what was stored', async () => {
    expect(await verify()).toEqual({
      __typename: 'VerifyAnalysisPayload',
      status: 'IDENTICAL',
      reason: null,
      differences: [],
    });
  });

  it('finds a stored result that was changed, and names what', async () => {
    const row = await server.services.prisma.aIAnalysisResult.findFirstOrThrow();
    const { malignancyProbability, runtime } = row;
    // In the same runtime, the last bit counts.
    await change({ malignancyProbability: malignancyProbability + 1e-9 });
    const found = await verify();
    expect(found.status).toBe('DIFFERS');
    expect(found.differences).toEqual([
      {
        kind: 'PROBABILITY',
        member: 'malignancyProbability',
        stored: String(malignancyProbability + 1e-9),
        recomputed: String(malignancyProbability),
        largestDelta: expect.closeTo(1e-9, 12),
        isWithinTolerance: true,
      },
    ]);
    await change({ runtime: 'another/1' });
    expect((await verify()).status).toBe('EQUAL_WITHIN_TOLERANCE');
    await change({ malignancyProbability: malignancyProbability + 0.01 });
    expect((await verify()).status).toBe('DIFFERS');
    const attentionValues = Uint8Array.from(row.attentionValues, (level) => level ^ 128);
    await change({ malignancyProbability, runtime, attentionValues, regions: [] });
    const { status, differences } = await verify();
    expect(status).toBe('DIFFERS');
    expect(differences.map(({ kind }: { kind: string }) => kind)).toContain('ATTENTION');
    await change({ attentionValues: row.attentionValues, regions: row.regions as object[] });
    expect((await verify()).status).toBe('IDENTICAL');
  });

  it('says that the model which made it is not installed', async () => {
    const { modelSha256 } = await server.services.prisma.aIAnalysisResult.findFirstOrThrow();
    await change({ modelSha256: 'f'.repeat(64) });
    expect(await verify()).toMatchObject({ status: 'NOT_REPRODUCIBLE', reason: 'MODEL_NOT_INSTALLED' });
    await change({ modelSha256 });
  });

  it('stores who agreed, and a correction beside it', async () => {
    const { outcome } = await server.services.prisma.aIAnalysisResult.findFirstOrThrow();
    const certain = outcome === 'BENIGN' || outcome === 'MALIGNANT';
    const label = certain ? outcome : 'BENIGN';
    const first = (await read({ agrees: true, label, note: ' seen ' })).data.recordReading;
    expect(first.reading).toEqual({
      agrees: true,
      label,
      note: 'seen',
      reader: { email: clinician.email },
      analysis: { id: analysisId },
    });
    expect((await read({ agrees: false, label: 'UNSURE' })).data.recordReading.__typename).toBe(
      'RecordReadingPayload',
    );
    const { data } = await server.post(
      'query ($id: ID!) { analysis(id: $id) { readings { edges { node { agrees label } } } } }',
      { id: analysisId },
      clinician.token,
    );
    expect(data.analysis.readings.edges.map(({ node }: { node: object }) => node)).toEqual([
      { agrees: false, label: 'UNSURE' },
      { agrees: true, label },
    ]);
    const [last] = await server.services.prisma.auditEvent.findMany({
      where: { type: 'READING_RECORDED' },
      orderBy: { sequence: 'desc' },
      take: 1,
    });
    expect(last!.body).not.toContain('seen');
  });

  it('refuses what is no reading', async () => {
    const coded = async (input: object, token?: string) => (await read(input, token)).data.recordReading.code;
    expect(await coded({ agrees: false })).toBe('VALIDATION_FAILED');
    expect(await coded({ agrees: true, label: 'BENIGN', note: 'x'.repeat(2_001) })).toBe('VALIDATION_FAILED');
    const { organizationId } = clinician.caller;
    const reading = { agrees: false, label: 'UNSURE' };
    for (const role of ['VIEWER', 'INTEGRATION'] as const)
      expect(await coded(reading, (await server.member(role, organizationId)).token)).toBe('FORBIDDEN');
    expect(await coded(reading, (await server.member('CLINICIAN')).token)).toBe('NOT_FOUND');
  });

  it('finds stored bytes that were changed, and misses those that are gone', async () => {
    const { config, storage } = server.services;
    const bytes = await storage.read(storagePath);
    const changed = bytes.slice();
    changed[changed.length - 1]! ^= 1;
    await writeFile(join(config.dataDirectory, 'files', storagePath), changed);
    expect(await verify()).toMatchObject({ status: 'DIFFERS', differences: [{ member: 'imageSha256' }] });
    await storage.delete(storagePath);
    expect(await verify()).toMatchObject({ status: 'NOT_REPRODUCIBLE', reason: 'IMAGE_MISSING' });
  });
});
