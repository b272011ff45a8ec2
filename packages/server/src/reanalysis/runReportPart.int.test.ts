import { createHash, randomUUID } from 'node:crypto';
import { EventEyeError, suggestBiRads } from '@eventeye/core';
import type { ModelDescription, Prediction } from '@eventeye/inference';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addTestModel, testModelSha256 } from '../analysis/testing/addTestModel.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { type AnalysisQueue, openQueue } from '../queue/openQueue.js';
import type { Caller, FileStorage } from '../services.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';
import { cancelReport } from './cancelReport.js';
import { mostUnfinished, requestReport } from './requestReport.js';
import { runReportPart } from './runReportPart.js';

const bytes = Uint8Array.of(1, 2, 3);
const imageSha256 = createHash('sha256').update(bytes).digest('hex');
const storage = { read: async () => bytes } as unknown as FileStorage;
const answer = { outcome: 'BENIGN', malignancyProbability: 0.1 } as Prediction;
const images = 3;

// The engine's answers are acted here; real ones are asked in report.int.test.ts.
describe.each(databaseKinds)('parts of reports on the %s database', (kind) => {
  let test: TestDatabase;
  let queue: AnalysisQueue;
  let admin: Caller;
  let modelVersionId: string;
  const analyze = vi.fn(async (): Promise<Prediction> => answer);
  const modelEngines = {
    describe: () => ({ sha256: testModelSha256, channels: 'grey-replicated' }) as ModelDescription,
    analyze,
  };
  const services = () => ({ prisma: test.database.prisma, storage, queue, modelEngines });
  const forever = new AbortController().signal;
  const request = () => requestReport(services(), admin, { modelVersionId });
  const part = async (signal = forever, bounds = { partMs: 60_000, pauseMs: 60_000 }) => {
    const job = await queue.background.take();
    await runReportPart(services(), job!, signal, bounds);
  };
  const reportOf = (id: string) =>
    test.database.prisma.reanalysisReport.findUniqueOrThrow({ where: { id }, include: { items: true } });

  beforeAll(async () => {
    test = await openTestDatabase(kind);
    queue = await openQueue(test.database, silentLog);
    admin = { ...test.caller, role: 'ADMIN' };
    const { prisma } = test.database;
    await addTestModel(prisma);
    modelVersionId = (await prisma.modelVersion.findFirstOrThrow({ where: { sha256: testModelSha256 } })).id;
    const { organizationId } = admin;
    const patient = await prisma.patient.create({ data: { organizationId, mrn: 'MRN-1' } });
    for (let i = 0; i < images; i++) {
      const image = await prisma.medicalImage.create({
        data: {
          ...{ organizationId, patientId: patient.id, filename: 'a.png', kind: 'png' },
          ...{ width: 8, height: 8, frameCount: 1, byteLength: 3, sha256: imageSha256 },
          storagePath: `medical_images/${randomUUID()}.png`,
        },
      });
      await prisma.analysis.create({
        data: {
          ...{ organizationId, patientId: patient.id, medicalImageId: image.id, status: 'SUCCEEDED' },
          result: {
            create: {
              ...{ modelVersionId, outcome: 'BENIGN', predictedLabel: 'BENIGN', confidence: 0.9 },
              malignancyProbability: 0.1,
              biRadsCategories: suggestBiRads('BENIGN', 0.1).categories,
              ...{ probabilities: [], findings: [], recommendations: [], biRadsRationaleCode: 'X' },
              ...{ attention: {}, attentionValues: Uint8Array.of(0), regions: [], imageSha256 },
              ...{ inputTensorSha256: '0', modelSha256: testModelSha256, preprocessing: 'p', runtime: 'r' },
              ...{ queuedMs: 0, decodeMs: 0, inferenceMs: 0, totalMs: 0 },
            },
          },
        },
      });
    }
  });
  afterAll(async () => {
    await queue.close();
    await test.close();
  });
  beforeEach(async () => {
    analyze.mockReset().mockResolvedValue(answer);
    await test.database.prisma.reanalysisReport.deleteMany();
    await test.database.prisma.$executeRawUnsafe('DELETE FROM pgboss.job');
  });

  it('waits while an analysis waits, and goes on when none does', async () => {
    const { prisma } = test.database;
    const { id } = await request();
    const live = { analysisId: randomUUID(), organizationId: admin.organizationId };
    await prisma.$transaction((transaction) => queue.add(transaction, [live]));
    const looked = vi.spyOn(prisma, '$queryRawUnsafe');
    const running = part();
    await vi.waitFor(() => expect(looked.mock.calls.length).toBeGreaterThan(2), { timeout: 10_000 });
    expect(analyze).not.toHaveBeenCalled();
    looked.mockRestore();
    // The queue takes what should have started before now; the embedded database's clock may not have moved since.
    const job = await vi.waitFor(async () => {
      const taken = await queue.take();
      expect(taken).toBeDefined();
      return taken!;
    });
    await running;
    await queue.complete(prisma, job.id);
    expect(await reportOf(id)).toMatchObject({ status: 'SUCCEEDED', completedItems: images });
  });

  it('hands over to another report when its time is up', async () => {
    const first = await request();
    const second = await request();
    const once = { partMs: 0, pauseMs: 0 };
    await part(forever, once);
    await vi.waitFor(async () => {
      await part();
      expect((await reportOf(second.id)).status).toBe('SUCCEEDED');
    });
    expect((await reportOf(first.id)).status).toMatch(/RUNNING|SUCCEEDED/);
    await vi.waitFor(async () => {
      if ((await reportOf(first.id)).status !== 'SUCCEEDED') await part();
      expect((await reportOf(first.id)).status).toBe('SUCCEEDED');
    });
  });

  it('stops within one image when it is canceled, and what was found stays', async () => {
    const { id } = await request();
    analyze.mockResolvedValueOnce(answer).mockImplementationOnce(async () => {
      expect((await cancelReport(test.database.prisma, admin, id)).status).toBe('CANCELED');
      return answer;
    });
    await part();
    expect(analyze).toHaveBeenCalledTimes(2);
    const { status, completedItems, items } = await reportOf(id);
    expect({ status, completedItems }).toEqual({ status: 'CANCELED', completedItems: 1 });
    expect(items.filter(({ state }) => state === 'WAITING')).toHaveLength(images - 1);
    expect(await queue.background.take()).toBeUndefined();
    expect(await cancelReport(test.database.prisma, admin, id)).toMatchObject({ status: 'CANCELED' });
  });

  it('stops when the server does, and the next process goes on', async () => {
    const { id } = await request();
    const stopping = new AbortController();
    analyze.mockImplementationOnce(async () => {
      stopping.abort();
      return answer;
    });
    await part(stopping.signal);
    expect(await reportOf(id)).toMatchObject({ status: 'RUNNING', completedItems: 1 });
    await vi.waitFor(() => part());
    expect(await reportOf(id)).toMatchObject({ status: 'SUCCEEDED', completedItems: images });
    expect(analyze).toHaveBeenCalledTimes(images);
  });

  it('tries an image a few times when the fault is ours, and once when it is the image’s', async () => {
    const { id } = await request();
    const crashed = new EventEyeError('ENGINE_CRASHED', 'Crashed.');
    const corrupt = new EventEyeError('IMAGE_CORRUPT', 'Corrupt.');
    analyze.mockRejectedValueOnce(crashed).mockRejectedValueOnce(corrupt);
    await part();
    const { status, items } = await reportOf(id);
    expect(status).toBe('SUCCEEDED');
    const told = items.map(({ state, tries, errorCode }) => `${state} ${tries} ${errorCode}`).sort();
    expect(told).toEqual(['FAILED 1 IMAGE_CORRUPT', 'UNCHANGED 1 null', 'UNCHANGED 2 null']);
  });

  it('gives an image up that ends the process each time', async () => {
    const { id } = await request();
    const { items } = await reportOf(id);
    await test.database.prisma.reanalysisItem.update({ where: { id: items[0]!.id }, data: { tries: 4 } });
    await part();
    expect(analyze).toHaveBeenCalledTimes(images - 1);
    const report = await reportOf(id);
    expect(report).toMatchObject({ status: 'SUCCEEDED', completedItems: images });
    expect(report.items.find((one) => one.id === items[0]!.id)?.errorCode).toBe('ENGINE_CRASHED');
  });

  it('ends with the model’s own fault', async () => {
    const { id } = await request();
    analyze.mockRejectedValueOnce(new EventEyeError('MODEL_GOLDEN_MISMATCH', 'Other answer.'));
    await part();
    expect(await reportOf(id)).toMatchObject({ status: 'FAILED', errorCode: 'MODEL_GOLDEN_MISMATCH' });
  });

  it('are of three unfinished reports of an organization at most', async () => {
    for (let i = 0; i < mostUnfinished; i++) await request();
    await expect(request()).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  });
});
