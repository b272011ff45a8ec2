import { EventEyeError } from '@eventeye/core';
import { visibleImages } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { Analysis, PrismaClient } from '../database/client.js';
import { admitJobs } from '../queue/admitJobs.js';
import type { AnalysisQueue } from '../queue/openQueue.js';
import type { Caller } from '../services.js';
import { sendJobs } from '../tracing/traceJobs.js';
import { notifyJobs, notifyUpdate } from '../updates/notify.js';
import { reuseResult } from './reuseResult.js';

/** How an analysis may be answered. */
export interface RequestOptions {
  /** Answers from a stored result of the same bytes and this model, where there is one. */
  reuse?: { modelSha256: string };
}

/**
 * Adds a QUEUED analysis of an image and its job in one transaction, or one that has succeeded from a stored result.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, QUOTA_EXCEEDED.
 */
export async function requestAnalysis(
  { prisma, queue, maxQueued }: { prisma: PrismaClient; queue: AnalysisQueue; maxQueued?: number },
  caller: Caller,
  medicalImageId: string,
  { reuse }: RequestOptions = {},
): Promise<Analysis> {
  mayChange(caller, 'ANALYZE', 'request analyses');
  const { organizationId } = caller;
  const image = await prisma.medicalImage.findFirst({
    where: { id: medicalImageId, ...visibleImages(caller) },
  });
  if (!image) throw new EventEyeError('NOT_FOUND', 'There is no such image. Look the patient up again.');
  if (reuse) {
    const { modelSha256 } = reuse;
    const request = { organizationId, requestedById: caller.userId, image, modelSha256 };
    const answered = await prisma.$transaction((transaction) => reuseResult(transaction, request));
    if (answered) return answered;
  }
  await admitJobs(prisma, organizationId, 1, maxQueued);
  return sendJobs(1, (jobTrace, span) =>
    prisma.$transaction(async (transaction) => {
      const analysis = await transaction.analysis.create({
        data: { organizationId, medicalImageId, patientId: image.patientId, requestedById: caller.userId },
      });
      span.setAttribute('eventeye.analysis.id', analysis.id);
      await queue.add(transaction, [{ analysisId: analysis.id, organizationId, ...jobTrace }]);
      await notifyUpdate(transaction, { analysisId: analysis.id, patientId: image.patientId });
      await notifyJobs(transaction);
      return analysis;
    }),
  );
}
