import { EventEyeError } from '@eventeye/core';
import { mayAdminister } from '../access/mayAdminister.js';
import { visibleStudies } from '../access/visibleRows.js';
import type { PrismaClient, ReanalysisReport } from '../database/client.js';
import type { ModelEngines } from '../model/modelEngines.js';
import type { AnalysisQueue } from '../queue/openQueue.js';
import type { Caller } from '../services.js';
import { notifyJobs } from '../updates/notify.js';
import { maxItems, selectResults } from './selectResults.js';

/** Reports of one organization that may be unfinished at the same time. */
export const mostUnfinished = 3;

/** What a report needs. */
export interface ReportServices {
  prisma: PrismaClient;
  queue: Pick<AnalysisQueue, 'background'>;
  modelEngines: Pick<ModelEngines, 'describe'>;
}

/** What a report is to be about. */
export interface ReportRequest {
  modelVersionId: string;
  studyId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/**
 * Adds a QUEUED report with its items and its first job in one transaction. It reads stored results and never changes them.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, MODEL_NOT_INSTALLED, QUOTA_EXCEEDED.
 */
export async function requestReport(
  { prisma, queue, modelEngines }: ReportServices,
  caller: Caller,
  { modelVersionId, studyId, from, to }: ReportRequest,
): Promise<ReanalysisReport> {
  mayAdminister(caller, 'ask for re-analysis reports');
  const { organizationId, userId } = caller;
  if (from && to && from >= to)
    throw new EventEyeError('VALIDATION_FAILED', 'Give a from that is before to.', {
      path: ['input', 'from'],
    });
  if (studyId && !(await prisma.study.count({ where: { id: studyId, ...visibleStudies(caller) } })))
    throw new EventEyeError('NOT_FOUND', 'There is no such study. Look the patient up again.');
  const model = await prisma.modelVersion.findUnique({ where: { id: modelVersionId } });
  if (!model) throw new EventEyeError('NOT_FOUND', 'There is no such model. Look the models up again.');
  if (!modelEngines.describe(model.sha256))
    throw new EventEyeError(
      'MODEL_NOT_INSTALLED',
      'This model is no longer installed. Install it with eventeye model install.',
    );
  const unfinished = await prisma.reanalysisReport.count({
    where: { organizationId, status: { in: ['QUEUED', 'RUNNING'] } },
  });
  if (unfinished >= mostUnfinished)
    throw new EventEyeError(
      'QUOTA_EXCEEDED',
      `${unfinished} reports of your organization are not finished. Cancel one or wait.`,
      { retryAfterSeconds: 60 },
    );
  return prisma.$transaction(
    async (transaction) => {
      const report = await transaction.reanalysisReport.create({
        data: {
          organizationId,
          requestedById: userId,
          modelVersionId,
          studyId: studyId ?? null,
          from: from ?? null,
          to: to ?? null,
        },
      });
      const itemCount = await selectResults(transaction, report.id, {
        organizationId,
        studyId: studyId ?? null,
        from: from ?? null,
        to: to ?? null,
      });
      if (itemCount > maxItems)
        throw new EventEyeError(
          'VALIDATION_FAILED',
          `More than ${maxItems} images have a result in this selection. Choose a shorter time or a study.`,
          { path: ['input'] },
        );
      await queue.background.add(transaction, { reportId: report.id });
      await notifyJobs(transaction);
      return transaction.reanalysisReport.update({ where: { id: report.id }, data: { itemCount } });
    },
    { timeout: 60_000 },
  );
}
