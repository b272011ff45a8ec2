import type { Prisma } from '../database/client.js';
import { notifySeriesUpdate } from '../updates/notify.js';

/**
 * Counts a slice that reached its final state, and concludes the run with the last one. Within the transaction that ended
 * the slice: the row's lock makes one of two last slices see the other.
 */
export async function advanceSeries(
  transaction: Prisma.TransactionClient,
  seriesAnalysisId: string,
): Promise<void> {
  const { count } = await transaction.seriesAnalysis.updateMany({
    where: { id: seriesAnalysisId, status: { in: ['QUEUED', 'RUNNING'] } },
    data: { completedSlices: { increment: 1 }, status: 'RUNNING' },
  });
  // Canceled: its slices end without it.
  if (count === 0) return;
  const { sliceCount, completedSlices } = await transaction.seriesAnalysis.findUniqueOrThrow({
    where: { id: seriesAnalysisId },
  });
  if (completedSlices >= sliceCount) {
    await transaction.seriesAnalysis.update({
      where: { id: seriesAnalysisId },
      data: { ...(await summarise(transaction, seriesAnalysisId)), finishedAt: new Date() },
    });
  }
  await notifySeriesUpdate(transaction, seriesAnalysisId);
}

/** The run says what its most suspicious slice in scope says; without a slice in scope it abstains. */
async function summarise(
  transaction: Prisma.TransactionClient,
  seriesAnalysisId: string,
): Promise<Prisma.SeriesAnalysisUncheckedUpdateInput> {
  const analysis = { seriesAnalysisId };
  const key = await transaction.aIAnalysisResult.findFirst({
    where: { analysis, outcome: { not: 'OUT_OF_SCOPE' } },
    orderBy: [{ malignancyProbability: 'desc' }, { id: 'asc' }],
    select: { outcome: true, analysis: { select: { medicalImageId: true } } },
  });
  if (key) return { status: 'SUCCEEDED', outcome: key.outcome, keyImageId: key.analysis.medicalImageId };
  if ((await transaction.aIAnalysisResult.count({ where: { analysis } })) > 0)
    return { status: 'SUCCEEDED', outcome: 'OUT_OF_SCOPE' };
  const failed = await transaction.analysis.findFirst({
    where: { seriesAnalysisId, status: 'FAILED' },
    orderBy: { id: 'asc' },
  });
  return {
    status: failed ? 'FAILED' : 'CANCELED',
    errorCode: failed?.errorCode ?? null,
    errorMessage: failed?.errorMessage ?? null,
    errorRetryable: failed?.errorRetryable ?? null,
  };
}
