import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suggestBiRads } from '@eventeye/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphqlAnswer } from '../http/testing/postGraphql.js';
import { startTestServer, type TestServer } from '../http/testing/startTestServer.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { registerInstalled } from '../model/activateModel.js';
import { installTinyModel } from '../model/testing/installTinyModel.js';
import { encodeGlobalId, rowIdOf } from '../schema/globalId.js';
import { analyzedImages } from './testing/analyzedImages.js';
import { reportsOf } from './testing/reports.js';

describe.each(databaseKinds)('re-analysis reports on the %s database', (kind) => {
  const data = mkdtempSync(join(tmpdir(), 'eventeye-reanalysis-'));
  let server: TestServer;
  let admin: Awaited<ReturnType<TestServer['member']>>;
  let reports: ReturnType<typeof reportsOf>;
  /** The middle of the stored probabilities, from which on the third model says MALIGNANT. */
  let middle: number;
  const models: Record<string, string> = {};
  beforeAll(async () => {
    await installTinyModel(data, '1.0.0');
    await installTinyModel(data, '2.0.0');
    writeFileSync(join(data, 'models/active'), 'tiny@1.0.0\n');
    server = await startTestServer(kind, { EVENTEYE_DATA_DIR: data, EVENTEYE_MODEL_DIR: '' });
    admin = await server.member('ADMIN');
    await analyzedImages(server, admin.token, 4);
    const { prisma, config } = server.services;
    const stored = await prisma.aIAnalysisResult.findMany({ orderBy: { malignancyProbability: 'asc' } });
    middle = stored[Math.floor(stored.length / 2)]!.malignancyProbability;
    await installTinyModel(data, '3.0.0', (manifest) => {
      manifest.thresholds = { benignBelow: middle, malignantFrom: middle };
    });
    await registerInstalled(prisma, config);
    for (const { id, name, version } of await prisma.modelVersion.findMany())
      if (name === 'tiny') models[version] = encodeGlobalId('ModelVersion', id);
    reports = reportsOf(server.url, admin.token);
  });
  afterAll(async () => {
    await server.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('finds nothing changed under the model that made the results, nor under an equal one', async () => {
    for (const version of ['1.0.0', '2.0.0']) {
      const { reanalysisReport } = await reports.request({ modelVersionId: models[version] });
      expect(reanalysisReport).toMatchObject({ itemCount: 8 });
      expect(await reports.ended(reanalysisReport.id)).toMatchObject({
        status: 'SUCCEEDED',
        progress: 1,
        isHypothetical: true,
        completedItems: 8,
        model: { version },
        counts: { waiting: 0, unchanged: 8, bandChanged: 0, outcomeChanged: 0, failed: 0 },
      });
    }
  });

  it('finds exactly those that change, and leaves every stored row as it was', async () => {
    const { prisma } = server.services;
    const rows = async () => ({
      analyses: await prisma.analysis.findMany({ orderBy: { id: 'asc' } }),
      results: await prisma.aIAnalysisResult.findMany({ orderBy: { id: 'asc' } }),
    });
    const before = await rows();
    const { reanalysisReport } = await reports.request({ modelVersionId: models['3.0.0'] });
    const report = await reports.ended(reanalysisReport.id);
    expect(report.status).toBe('SUCCEEDED');
    const expected = new Map<string, object>();
    const matrix = new Map<string, number>();
    for (const { analysisId, outcome, malignancyProbability: p, biRadsCategories } of before.results) {
      const to = outcome === 'OUT_OF_SCOPE' ? outcome : p < middle ? 'BENIGN' : 'MALIGNANT';
      matrix.set(`${outcome} ${to}`, (matrix.get(`${outcome} ${to}`) ?? 0) + 1);
      const biRads = suggestBiRads(to, p).categories;
      const state =
        to !== outcome
          ? 'OUTCOME_CHANGED'
          : biRads.join() !== biRadsCategories.join()
            ? 'BAND_CHANGED'
            : 'UNCHANGED';
      expected.set(encodeGlobalId('Analysis', analysisId), {
        state,
        storedOutcome: outcome,
        storedMalignancyProbability: p,
        outcome: to,
        malignancyProbability: p,
        biRads,
      });
    }
    const changing = [...expected].filter(([, item]) => (item as { state: string }).state !== 'UNCHANGED');
    expect(changing.length).toBeGreaterThan(0);
    const transitions = new Map<string, number>(
      report.transitions.map(({ from, to, count }: { from: string; to: string; count: number }) => [
        `${from} ${to}`,
        count,
      ]),
    );
    expect(transitions).toEqual(matrix);

    const found = new Map<string, object>();
    let after: string | null = null;
    do {
      const { data: page }: GraphqlAnswer = await server.post(
        `query ($id: ID!, $after: String) { node(id: $id) { ... on ReanalysisReport {
          items(first: 3, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node {
            analysis { id } state storedOutcome storedMalignancyProbability outcome malignancyProbability biRads
          } } } } } }`,
        { id: reanalysisReport.id, after },
        admin.token,
      );
      const { totalCount, pageInfo, edges } = page.node.items;
      expect(totalCount).toBe(changing.length);
      for (const { node } of edges) {
        const { analysis, ...item } = node;
        found.set(analysis.id, item);
      }
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(found).toEqual(new Map(changing));
    expect(await rows()).toEqual(before);
  });

  it('goes out as CSV to administrators of the organization alone, and that is recorded', async () => {
    const report = (await reports.all()).find(
      (one: { model: { version: string } }) => one.model.version === '3.0.0',
    );
    const fetchCsv = (token: string) =>
      fetch(`${server.url}${report.csvPath}`, { headers: { authorization: `Bearer ${token}` } });
    const answer = await fetchCsv(admin.token);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [header, ...lines] = (await answer.text()).trimEnd().split('\r\n');
    expect(header).toContain('hypotheticalOutcome');
    expect(lines).toHaveLength(8);
    expect(lines.every((line) => line.includes(',tiny@1.0.0,') && line.includes(',tiny@3.0.0,'))).toBe(true);
    const event = await server.services.prisma.auditEvent.findFirstOrThrow({
      where: { type: 'REANALYSIS_EXPORTED' },
    });
    expect(event.patientIds).toHaveLength(1);
    const colleague = await server.member('CLINICIAN', admin.caller.organizationId);
    expect((await fetchCsv(colleague.token)).status).toBe(403);
    const elsewhere = await server.member('ADMIN');
    expect((await fetchCsv(elsewhere.token)).status).toBe(404);
    expect(await reportsOf(server.url, elsewhere.token).all()).toEqual([]);
    expect(await reports.request({ modelVersionId: models['2.0.0'] }, colleague.token)).toMatchObject({
      __typename: 'ForbiddenError',
    });
    expect(await reports.cancel(report.id, elsewhere.token)).toMatchObject({ __typename: 'NotFoundError' });
  });

  it('is about the selection: a study, or a time', async () => {
    const { prisma } = server.services;
    const study = await prisma.study.findFirstOrThrow();
    await analyzedImages(server, admin.token, 1, 8);
    const modelVersionId = models['1.0.0'];
    const count = async (input: object) => {
      const { reanalysisReport } = await reports.request({ modelVersionId, ...input });
      await reports.ended(reanalysisReport.id);
      return reanalysisReport.itemCount;
    };
    expect(await count({})).toBe(10);
    expect(await count({ studyId: encodeGlobalId('Study', study.id) })).toBe(8);
    const last = await prisma.analysis.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(await count({ from: new Date(last.createdAt.getTime() + 1).toISOString() })).toBe(0);
    expect(await count({ to: new Date(last.createdAt.getTime() + 1).toISOString() })).toBe(10);
    const now = new Date().toISOString();
    expect(await reports.request({ modelVersionId, from: now, to: now })).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  it('says which images could not be looked at again, and goes on with the others', async () => {
    const { prisma, storage } = server.services;
    const [gone] = await prisma.medicalImage.findMany({ take: 1 });
    await storage.delete(gone!.storagePath);
    const { reanalysisReport } = await reports.request({ modelVersionId: models['2.0.0'] });
    const report = await reports.ended(reanalysisReport.id);
    expect(report).toMatchObject({ status: 'SUCCEEDED', counts: { unchanged: 9, failed: 1 } });
    const failed = await prisma.reanalysisItem.findFirstOrThrow({
      where: { reportId: rowIdOf('ReanalysisReport', report.id)!, state: 'FAILED' },
    });
    expect(failed).toMatchObject({ medicalImageId: gone!.id, errorCode: 'NOT_FOUND' });
  });

  it('fails where its model is gone', async () => {
    const modelVersionId = models['3.0.0'];
    rmSync(join(data, 'models/tiny/3.0.0'), { recursive: true });
    expect(await reports.request({ modelVersionId })).toMatchObject({ code: 'MODEL_NOT_INSTALLED' });
  });
});
