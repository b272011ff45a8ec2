import { setTimeout as delay } from 'node:timers/promises';
import { EventEyeError } from '@eventeye/core';
import type { ModelDescription } from '@eventeye/inference';
import type { ModelEngines } from '../model/modelEngines.js';
import { analysisJob } from '../queue/analysisJob.js';
import type { TakenBackgroundJob } from '../queue/backgroundJobs.js';
import type { AnalysisQueue } from '../queue/openQueue.js';
import { notifyJobs } from '../updates/notify.js';
import { type ItemServices, reanalyzeItem } from './reanalyzeItem.js';

/** What running reports needs. */
export interface PartServices extends ItemServices {
  queue: Pick<AnalysisQueue, 'background'>;
  modelEngines: Pick<ModelEngines, 'analyze' | 'describe'>;
}

/** How long a part runs, and how long it waits for analyses at most. */
export interface PartBounds {
  /** After so long another report has its turn. */
  partMs: number;
  /** While analyses wait, one image is looked at in this time. */
  pauseMs: number;
}

/** What reports do where nothing else is said. */
export const usualPart: PartBounds = { partMs: 15_000, pauseMs: 2_000 };

/** A part holds no more than this in memory. */
const pageSize = 100;

/**
 * Works on a report for a while, one image after the other, then puts the next part behind those of other reports. Whatever was
 * done stays done, so that a part that is begun again goes on where it was.
 */
export async function runReportPart(
  services: PartServices,
  job: TakenBackgroundJob,
  stopping: AbortSignal,
  { partMs, pauseMs }: PartBounds = usualPart,
): Promise<void> {
  const { prisma, queue } = services;
  const { reportId } = job.data;
  await prisma.reanalysisReport.updateMany({
    where: { id: reportId, status: 'QUEUED' },
    data: { status: 'RUNNING', startedAt: new Date() },
  });
  const report = await prisma.reanalysisReport.findFirst({
    where: { id: reportId, status: 'RUNNING' },
    include: { modelVersion: { select: { sha256: true } } },
  });
  if (!report) return void (await queue.background.complete(prisma, job.id));
  const model = services.modelEngines.describe(report.modelVersion.sha256);
  if (!model) return end(services, job, { errorCode: 'MODEL_NOT_INSTALLED', errorMessage: notInstalled });
  try {
    const isWhole = await work(services, model, reportId, { partMs, pauseMs }, stopping);
    if (isWhole) return await end(services, job, {});
  } catch (error) {
    if (!EventEyeError.is(error) || !error.code.startsWith('MODEL_')) throw error;
    return end(services, job, { errorCode: error.code, errorMessage: error.message });
  }
  await prisma.$transaction(async (transaction) => {
    if (!(await queue.background.complete(transaction, job.id))) return;
    await queue.background.add(transaction, { reportId });
    await notifyJobs(transaction);
  });
}

const notInstalled = 'The model of this report is no longer installed. Install it and ask for a new report.';

/** @returns whether nothing waits any more. */
async function work(
  services: PartServices,
  model: ModelDescription,
  reportId: string,
  { partMs, pauseMs }: PartBounds,
  stopping: AbortSignal,
): Promise<boolean> {
  const { prisma } = services;
  const until = performance.now() + partMs;
  for (;;) {
    const items = await prisma.reanalysisItem.findMany({
      where: { reportId, state: 'WAITING' },
      orderBy: { ordinal: 'asc' },
      take: pageSize,
      select: { id: true, tries: true },
    });
    if (items.length === 0) return true;
    for (const item of items) {
      await letAnalysesPass(services, pauseMs, stopping);
      if (stopping.aborted || performance.now() > until) return false;
      await reanalyzeItem(services, model, item);
    }
    const running = await prisma.reanalysisReport.count({ where: { id: reportId, status: 'RUNNING' } });
    if (running === 0) return true;
  }
}

/** Somebody waits for an analysis and nobody for the next image of a report. */
async function letAnalysesPass({ prisma }: PartServices, pauseMs: number, stopping: AbortSignal) {
  const until = performance.now() + pauseMs;
  const stepMs = Math.min(100, pauseMs);
  while (!stopping.aborted && performance.now() < until) {
    const [{ waits }] = await prisma.$queryRawUnsafe<[{ waits: boolean }]>(
      `SELECT EXISTS (SELECT 1 FROM pgboss.job WHERE name = $1 AND state < 'active' AND start_after < now()) AS waits`,
      analysisJob.name,
    );
    if (!waits) return;
    await delay(stepMs, undefined, { signal: stopping }).catch(() => {});
  }
}

/** Ends a report that runs, and its job; one that was canceled stays so. */
async function end(
  { prisma, queue }: PartServices,
  job: TakenBackgroundJob,
  failure: { errorCode?: string; errorMessage?: string },
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await transaction.reanalysisReport.updateMany({
      where: { id: job.data.reportId, status: 'RUNNING' },
      data: {
        ...failure,
        status: failure.errorCode ? 'FAILED' : 'SUCCEEDED',
        finishedAt: new Date(),
      },
    });
    await queue.background.complete(transaction, job.id);
  });
}
