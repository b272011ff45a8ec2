import { EventEyeError, isFinal } from '@eventeye/core';
import { visibleAnalyses } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { Analysis, PrismaClient } from '../database/client.js';
import { advanceSeries } from '../seriesAnalysis/advanceSeries.js';
import type { Caller } from '../services.js';
import { notifyUpdate } from '../updates/notify.js';

/**
 * Cancels an analysis that is not final; a final one is returned as it is. Its job finds the row final and ends.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND.
 */
export async function cancelAnalysis(
  prisma: PrismaClient,
  caller: Caller,
  analysisId: string,
): Promise<Analysis> {
  mayChange(caller, 'ANALYZE', 'cancel analyses');
  const where = { id: analysisId, ...visibleAnalyses(caller) };
  const analysis = await prisma.analysis.findFirst({ where });
  if (!analysis) throw new EventEyeError('NOT_FOUND', 'There is no such analysis. Look the image up again.');
  if (isFinal(analysis.status)) return analysis;
  return prisma.$transaction(async (transaction) => {
    const { count } = await transaction.analysis.updateMany({
      where: { ...where, status: { in: ['QUEUED', 'RUNNING'] } },
      data: { status: 'CANCELED', finishedAt: new Date() },
    });
    if (count > 0) {
      await notifyUpdate(transaction, { analysisId, patientId: analysis.patientId });
      if (analysis.seriesAnalysisId) await advanceSeries(transaction, analysis.seriesAnalysisId);
    }
    return transaction.analysis.findUniqueOrThrow({ where: { id: analysisId } });
  });
}
