import { EventEyeError } from '@eventeye/core';
import { visibleImages } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { PrismaClient, SeriesAnalysis } from '../database/client.js';
import { admitJobs } from '../queue/admitJobs.js';
import type { AnalysisQueue } from '../queue/openQueue.js';
import type { Caller } from '../services.js';
import { sliceOrder } from '../study/sliceOrder.js';
import { sendJobs } from '../tracing/traceJobs.js';
import { notifyJobs, notifySeriesUpdate } from '../updates/notify.js';

/** More slices than any breast series has. */
const maxSlices = 2_000;

/**
 * Adds a QUEUED run over every image of a series, with an analysis and a job for each, in one transaction.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, QUOTA_EXCEEDED.
 */
export async function requestSeriesAnalysis(
  { prisma, queue, maxQueued }: { prisma: PrismaClient; queue: AnalysisQueue; maxQueued?: number },
  caller: Caller,
  seriesId: string,
): Promise<SeriesAnalysis> {
  mayChange(caller, 'ANALYZE', 'request analyses');
  const { organizationId, userId } = caller;
  const images = await prisma.medicalImage.findMany({
    where: { seriesId, ...visibleImages(caller) },
    orderBy: [...sliceOrder],
    select: { id: true, patientId: true },
    take: maxSlices + 1,
  });
  const [first] = images;
  if (!first) throw new EventEyeError('NOT_FOUND', 'There is no such series. Look the study up again.');
  if (images.length > maxSlices) {
    throw new EventEyeError(
      'QUOTA_EXCEEDED',
      `A series of more than ${maxSlices} slices is not analysed as one. Analyse its images.`,
      { retryAfterSeconds: 0 },
    );
  }
  await admitJobs(prisma, organizationId, images.length, maxQueued);
  return sendJobs(images.length, (jobTrace, span) =>
    prisma.$transaction(async (transaction) => {
      const run = await transaction.seriesAnalysis.create({
        data: {
          organizationId,
          patientId: first.patientId,
          seriesId,
          sliceCount: images.length,
          requestedById: userId,
        },
      });
      const slices = await transaction.analysis.createManyAndReturn({
        data: images.map(({ id, patientId }) => ({
          organizationId,
          medicalImageId: id,
          patientId,
          requestedById: userId,
          seriesAnalysisId: run.id,
        })),
        select: { id: true },
      });
      span.setAttribute('eventeye.series_analysis.id', run.id);
      const jobs = slices.map(({ id }) => ({ analysisId: id, organizationId, ...jobTrace }));
      await queue.add(transaction, jobs);
      await notifySeriesUpdate(transaction, run.id);
      await notifyJobs(transaction);
      return run;
    }),
  );
}
