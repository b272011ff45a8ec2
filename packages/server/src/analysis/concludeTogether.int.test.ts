import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { openQueue } from '../queue/openQueue.js';
import { requestSeriesAnalysis } from '../seriesAnalysis/requestSeriesAnalysis.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';
import { type BegunJob, beginAnalyses } from './beginAnalysis.js';
import { openConclusions } from './concludeTogether.js';
import type { ResultRow } from './storeResult.js';
import { addTestModel, testModelSha256 } from './testing/addTestModel.js';

const sliceCount = 8;
const result = (malignancyProbability: number): ResultRow => ({
  outcome: 'INCONCLUSIVE',
  malignancyProbability,
  predictedLabel: 'BENIGN',
  confidence: 0.5,
  probabilities: [],
  findings: [],
  recommendations: [],
  biRadsCategories: [],
  biRadsRationaleCode: 'ABSTAINED',
  scopeReason: null,
  frame: 0,
  attention: {},
  attentionValues: Uint8Array.of(1, 2),
  regions: [],
  imageSha256: '0',
  inputTensorSha256: '0',
  modelSha256: testModelSha256,
  preprocessing: 'test/1',
  runtime: 'test/1',
  queuedMs: 1,
  decodeMs: 1,
  inferenceMs: 1,
  totalMs: 3,
});

describe.each(databaseKinds)('slices that end together on the %s database', (kind) => {
  let test: TestDatabase;
  let queue: Awaited<ReturnType<typeof openQueue>>;
  let seriesId: string;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    queue = await openQueue(test.database, silentLog);
    const { prisma } = test.database;
    const { organizationId } = test.caller;
    await addTestModel(prisma);
    const { id: patientId } = await prisma.patient.create({ data: { organizationId, mrn: 'MRN-1' } });
    const study = await prisma.study.create({ data: { organizationId, patientId, studyInstanceUid: '1.2' } });
    const series = await prisma.series.create({
      data: { organizationId, studyId: study.id, seriesInstanceUid: '1.2.3', modality: 'MR' },
    });
    seriesId = series.id;
    await prisma.medicalImage.createMany({
      data: Array.from({ length: sliceCount }, (_, i) => ({
        organizationId,
        patientId,
        seriesId,
        filename: `${i}.dcm`,
        kind: 'dicom',
        width: 8,
        height: 8,
        frameCount: 1,
        byteLength: 1,
        sha256: '0',
        storagePath: `medical_images/${randomUUID()}.dcm`,
      })),
    });
  });
  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  async function begunSeries() {
    const { prisma } = test.database;
    const run = await requestSeriesAnalysis({ prisma, queue }, test.caller, seriesId);
    const begun = await beginAnalyses({ prisma, queue }, await queue.takeSeveral(sliceCount));
    expect(begun).toHaveLength(sliceCount);
    const ended = begun.map(({ job, begun: row }: BegunJob, i) => ({
      analysisId: row!.id,
      jobId: job.id,
      finishedAt: new Date(),
      result: result(i / 10),
    }));
    const runNow = () => prisma.seriesAnalysis.findUniqueOrThrow({ where: { id: run.id } });
    return { run, ended, runNow };
  }

  it('are all stored, counted once, and conclude the run', async () => {
    const { run, ended, runNow } = await begunSeries();
    expect(await runNow()).toMatchObject({ status: 'RUNNING', completedSlices: 0 });
    const conclusions = openConclusions(test.database.prisma);
    await Promise.all(ended.map((one) => conclusions.add(one)));
    expect(await runNow()).toMatchObject({ status: 'SUCCEEDED', completedSlices: sliceCount });
    const stored = await test.database.prisma.aIAnalysisResult.findMany({
      where: { analysis: { seriesAnalysisId: run.id } },
      orderBy: { malignancyProbability: 'asc' },
    });
    expect(stored.map((row) => row.malignancyProbability)).toEqual(ended.map((_, i) => i / 10));
    expect(new Set(stored.map((row) => row.analysisId)).size).toBe(sliceCount);
    const { rows } = await test.database.sql.query(
      `SELECT DISTINCT state FROM pgboss.job WHERE id IN (${ended.map((_, i) => `$${i + 1}`).join(', ')})`,
      ended.map(({ jobId }) => jobId),
    );
    expect(rows).toEqual([{ state: 'completed' }]);
    // Told twice, as a retry would, changes nothing.
    await Promise.all(ended.map((one) => conclusions.add(one)));
    expect(await runNow()).toMatchObject({ completedSlices: sliceCount });
  });

  it('do not fall with the one that the database refuses', async () => {
    const { ended, runNow } = await begunSeries();
    const conclusions = openConclusions(test.database.prisma);
    const broken = { ...ended[3]!, result: { ...ended[3]!.result, outcome: 'NONE' as 'BENIGN' } };
    const settled = await Promise.allSettled(ended.map((one, i) => conclusions.add(i === 3 ? broken : one)));
    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual(ended.map((_, i) => i !== 3));
    expect(await runNow()).toMatchObject({ status: 'RUNNING', completedSlices: sliceCount - 1 });
    await conclusions.add(ended[3]!);
    expect(await runNow()).toMatchObject({ status: 'SUCCEEDED', completedSlices: sliceCount });
  });
});
