import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requestAnalysis } from '../analysis/requestAnalysis.js';
import { databaseKinds } from '../http/testing/testDatabase.js';
import { requestSeriesAnalysis } from '../seriesAnalysis/requestSeriesAnalysis.js';
import type { Caller } from '../services.js';
import { openTestDatabase, silentLog, type TestDatabase } from '../testing/openTestDatabase.js';
import { analysisJob } from './analysisJob.js';
import { type AnalysisQueue, openQueue } from './openQueue.js';

describe.each(databaseKinds)('the share of an organization on the %s database', (kind) => {
  let test: TestDatabase;
  let queue: AnalysisQueue;
  beforeEach(async () => {
    test = await openTestDatabase(kind);
    queue = await openQueue(test.database, silentLog);
  });
  afterEach(async () => {
    await queue.close();
    await test.close();
  });

  const add = (organizationId: string, count: number) =>
    test.database.prisma.$transaction(async (transaction) => {
      for (let left = count; left > 0; left -= 1) {
        await queue.add(transaction, [{ analysisId: randomUUID(), organizationId }]);
      }
    });
  const anotherOrganization = async () =>
    (await test.database.prisma.organization.create({ data: { name: 'Another' } })).id;
  /** The queue takes what should have started before now, and the embedded database's clock may not have moved since. */
  const allDue = () =>
    test.database.sql.query(
      `UPDATE pgboss.job SET start_after = now() - interval '1 second' WHERE state < 'active'`,
    );

  it('lets a single job of one pass 200 of another', async () => {
    const many = test.caller.organizationId;
    const one = await anotherOrganization();
    await add(many, 200);
    await add(one, 1);
    await allDue();
    const taken = [await queue.take(), await queue.take(), await queue.take()];
    expect(taken.map((job) => job?.data.organizationId)).toEqual([many, one, many]);
  });

  it('takes several at once as it would one after another, and puts back what is not begun', async () => {
    const many = test.caller.organizationId;
    const few = await anotherOrganization();
    await add(many, 20);
    await add(few, 2);
    await allDue();
    const taken = await queue.takeSeveral(6);
    expect(taken.filter((job) => job.data.organizationId === few)).toHaveLength(2);
    expect(taken).toHaveLength(6);
    await queue.putBack(taken.map((job) => job.id));
    await allDue();
    const again = await queue.takeSeveral(22);
    expect(new Set(again.map((job) => job.id)).size).toBe(22);
    expect(again.every((job) => job.retryCount === 0)).toBe(true);
  });

  it('takes turns again after both have been served', async () => {
    const first = test.caller.organizationId;
    const second = await anotherOrganization();
    await add(first, 20);
    await add(second, 20);
    await allDue();
    const counts = { [first]: 0, [second]: 0 };
    for (let taken = 0; taken < 20; taken += 1) {
      counts[(await queue.take())!.data.organizationId]! += 1;
    }
    expect(Math.abs(counts[first]! - counts[second]!)).toBeLessThanOrEqual(2);
  });

  it('gives every job to exactly one of several takers', async () => {
    await add(test.caller.organizationId, 30);
    await add(await anotherOrganization(), 10);
    await allDue();
    const other = kind === 'postgresql' ? await openQueue(test.database, silentLog) : queue;
    const ids: string[] = [];
    const taker = async (from: AnalysisQueue) => {
      for (let job = await from.take(); job; job = await from.take()) ids.push(job.id);
    };
    await Promise.all([taker(queue), taker(other), taker(queue), taker(other)]);
    if (other !== queue) await other.close();
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  it('counts a job that was given back as tried', async () => {
    await add(test.caller.organizationId, 1);
    await allDue();
    const job = (await queue.take())!;
    expect(job.retryCount).toBe(0);
    await queue.giveBack(job.id);
    await allDue();
    expect(await queue.take()).toMatchObject({ id: job.id, retryCount: 1 });
  });

  it('knows whose the jobs are that an earlier version queued', async () => {
    const { analysis } = await oneQueued();
    await test.database.sql.query(`UPDATE pgboss.job SET data = data - 'organizationId'`);
    await queue.close();
    queue = await openQueue(test.database, silentLog);
    await allDue();
    expect((await queue.take())?.data).toEqual({
      analysisId: analysis.id,
      organizationId: test.caller.organizationId,
    });
  });

  it('ends at the number of waiting analyses, for images and for series, and only for that organization', async () => {
    const { request, requestSeries } = await oneQueued();
    const refusal = { code: 'QUOTA_EXCEEDED', retryAfterSeconds: 30 };
    await expect(request(1)).rejects.toMatchObject(refusal);
    await expect(requestSeries(1)).rejects.toMatchObject(refusal);
    await expect(requestSeries(2)).resolves.toMatchObject({ sliceCount: 1 });
    const { rows } = await test.database.sql.query('SELECT id FROM pgboss.job WHERE name = $1', [
      analysisJob.name,
    ]);
    expect(rows).toHaveLength(2);
    const organizationId = await anotherOrganization();
    const theirs = await oneQueued({ ...test.caller, organizationId }, 1);
    expect(theirs.analysis.status).toBe('QUEUED');
  });

  async function oneQueued(caller: Caller = test.caller, maxQueued = 10) {
    const { prisma } = test.database;
    const { organizationId } = caller;
    const patient = await prisma.patient.create({ data: { organizationId, mrn: randomUUID() } });
    const of = { organizationId, patientId: patient.id };
    const study = await prisma.study.create({ data: { ...of, studyInstanceUid: '2.25.1' } });
    const series = await prisma.series.create({
      data: { organizationId, studyId: study.id, seriesInstanceUid: '2.25.2', modality: 'MR' },
    });
    const image = await prisma.medicalImage.create({
      data: {
        ...of,
        seriesId: series.id,
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
    const request = (most: number) => requestAnalysis({ prisma, queue, maxQueued: most }, caller, image.id);
    const requestSeries = (most: number) =>
      requestSeriesAnalysis({ prisma, queue, maxQueued: most }, caller, series.id);
    return { analysis: await request(maxQueued), request, requestSeries };
  }
});
