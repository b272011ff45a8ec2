import { randomUUID } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import type { Engine, Prediction } from '@eventeye/inference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { analysisJob } from '../queue/analysisJob.js';
import { type AnalysisQueue, openQueue, type TakenJob } from '../queue/openQueue.js';
import type { FileStorage } from '../services.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';
import { type BegunJob, beginAnalyses } from './beginAnalysis.js';
import { openConclusions } from './concludeTogether.js';
import { requestAnalysis } from './requestAnalysis.js';
import { runAnalysis } from './runAnalysis.js';
import { addTestModel, testModelSha256 } from './testing/addTestModel.js';

const prediction: Prediction = {
  outcome: 'INCONCLUSIVE',
  probabilities: [
    { label: 'BENIGN', probability: 0.5 },
    { label: 'MALIGNANT', probability: 0.5 },
  ],
  predictedLabel: 'BENIGN',
  confidence: 0.5,
  malignancyProbability: 0.5,
  scope: { inScope: true, reason: null },
  attention: {
    columns: 1,
    rows: 1,
    values: Uint8Array.of(0),
    content: { left: 0, top: 0, width: 1, height: 1 },
    label: 'BENIGN',
  },
  regions: [],
  frame: 0,
  width: 8,
  height: 8,
  timings: { decodeMs: 1, preprocessMs: 1, inferenceMs: 1, totalMs: 3 },
  receipt: {
    imageSha256: '0',
    inputTensorSha256: '0',
    modelSha256: testModelSha256,
    preprocessing: 'test/1',
    runtime: 'test/1',
  },
};

/** Only the failures of an engine are acted here; real ones are driven end to end elsewhere. */
const engineThat = (analyze: () => Promise<Prediction>) =>
  ({ analyze, model: { isDemonstration: true } }) as unknown as Engine;
const storage = { read: async () => Uint8Array.of(1) } as unknown as FileStorage;

describe.each(databaseKinds)('running a job on the %s database', (kind) => {
  let test: TestDatabase;
  let queue: AnalysisQueue;
  let medicalImageId: string;
  beforeAll(async () => {
    test = await openTestDatabase(kind);
    queue = await openQueue(test.database, silentLog);
    const { organizationId } = test.caller;
    const { prisma } = test.database;
    await addTestModel(prisma);
    const patient = await prisma.patient.create({ data: { organizationId, mrn: 'MRN-1' } });
    const image = await prisma.medicalImage.create({
      data: {
        organizationId,
        patientId: patient.id,
        filename: 'a.png',
        kind: 'png',
        width: 8,
        height: 8,
        frameCount: 1,
        byteLength: 1,
        sha256: '0',
        storagePath: `medical_images/${randomUUID()}.png`,
      },
    });
    medicalImageId = image.id;
  });
  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  const request = () => requestAnalysis({ prisma: test.database.prisma, queue }, test.caller, medicalImageId);
  const run = async (job: TakenJob, analyze: () => Promise<Prediction>) => {
    const { prisma } = test.database;
    const [{ begun }] = (await beginAnalyses({ prisma, queue }, [job])) as [BegunJob];
    const engine = engineThat(analyze);
    const services = { prisma, storage, engine, queue, conclusions: openConclusions(prisma), log: silentLog };
    if (begun) await runAnalysis(services, job, begun);
  };
  const rowOf = (id: string) =>
    test.database.prisma.analysis.findUniqueOrThrow({ where: { id }, include: { result: true } });
  const jobState = async (id: string) => {
    const { rows } = await test.database.sql.query('SELECT state FROM pgboss.job WHERE id = $1', [id]);
    return rows[0]?.state;
  };

  it('concludes once when two processes run the same job', async () => {
    const { id } = await request();
    const job = (await queue.take())!;
    let arrived = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const analyze = async () => {
      arrived += 1;
      if (arrived === 2) open();
      await both;
      return prediction;
    };
    await Promise.all([run(job, analyze), run(job, analyze)]);
    const row = await rowOf(id);
    expect(row.status).toBe('SUCCEEDED');
    expect(row.result?.outcome).toBe('INCONCLUSIVE');
    expect(await jobState(job.id)).toBe('completed');
  });

  it('tries again after a fault of the engine, and fails with its code when the tries are used up', async () => {
    const { id } = await request();
    const crash = () => Promise.reject(new EventEyeError('ENGINE_CRASHED', 'Try again.'));
    const job = (await queue.take())!;
    await run(job, crash);
    expect((await rowOf(id)).finishedAt).toBeNull();
    expect(await jobState(job.id)).toBe('retry');
    await test.database.sql.query('UPDATE pgboss.job SET start_after = created_on WHERE id = $1', [job.id]);
    const again = (await queue.take())!;
    expect(again).toMatchObject({ id: job.id, retryCount: 1 });
    await run({ ...again, retryCount: analysisJob.maxTries - 1 }, crash);
    expect(await rowOf(id)).toMatchObject({
      status: 'FAILED',
      errorCode: 'ENGINE_CRASHED',
      errorRetryable: true,
    });
    expect(await jobState(job.id)).toBe('completed');
  });

  it('fails at once for a fault of the image', async () => {
    const { id } = await request();
    const job = (await queue.take())!;
    await run(job, () => Promise.reject(new EventEyeError('IMAGE_CORRUPT', 'Send a whole file.')));
    expect(await rowOf(id)).toMatchObject({
      status: 'FAILED',
      errorCode: 'IMAGE_CORRUPT',
      errorRetryable: false,
    });
  });

  it('does not run again what ended its process too often', async () => {
    const { id } = await request();
    const job = (await queue.take())!;
    const analyze = () => expect.unreachable();
    await run({ ...job, retryCount: analysisJob.options.retryLimit }, analyze);
    expect(await rowOf(id)).toMatchObject({ status: 'FAILED', errorCode: 'ENGINE_CRASHED' });
    expect(await jobState(job.id)).toBe('completed');
  });

  it('leaves a canceled analysis canceled', async () => {
    const { id } = await request();
    const job = (await queue.take())!;
    await run(job, async () => {
      await test.database.prisma.analysis.update({ where: { id }, data: { status: 'CANCELED' } });
      return prediction;
    });
    const row = await rowOf(id);
    expect([row.status, row.result]).toEqual(['CANCELED', null]);
  });

  it.runIf(kind === 'embedded')('makes a job wait again at once when its process is gone', async () => {
    const { id } = await request();
    const taken = (await queue.take())!;
    expect(await queue.take()).toBeUndefined();
    const next = await openQueue(test.database, silentLog);
    const job = (await next.take())!;
    expect(job).toMatchObject({ id: taken.id, retryCount: 1, data: { analysisId: id } });
    await run(job, async () => prediction);
    await next.close();
    expect((await rowOf(id)).status).toBe('SUCCEEDED');
  });
});
