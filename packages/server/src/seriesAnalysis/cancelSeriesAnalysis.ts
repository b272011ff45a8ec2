import { EventEyeError, isFinal } from '@eventeye/core';
import { visibleSeriesAnalyses } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { PrismaClient, SeriesAnalysis } from '../database/client.js';
import type { Caller } from '../services.js';
import { notifySeriesUpdate } from '../updates/notify.js';

/**
 * Cancels a run that is not final, with every slice that has not ended; results that are there stay. A slice that is being
 * computed ends without a trace.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND.
 */
export async function cancelSeriesAnalysis(
  prisma: PrismaClient,
  caller: Caller,
  id: string,
): Promise<SeriesAnalysis> {
  mayChange(caller, 'ANALYZE', 'cancel analyses');
  const where = { id, ...visibleSeriesAnalyses(caller) };
  const run = await prisma.seriesAnalysis.findFirst({ where });
  if (!run) throw new EventEyeError('NOT_FOUND', 'There is no such run. Look the series up again.');
  if (isFinal(run.status)) return run;
  const unfinished = { status: { in: ['QUEUED' as const, 'RUNNING' as const] } };
  return prisma.$transaction(async (transaction) => {
    const finishedAt = new Date();
    const change = { data: { status: 'CANCELED' as const, finishedAt } };
    // The slices first, then the run, as a slice that ends does: two transactions that lock in different orders can each
    // wait for the other, and PostgreSQL then ends one of them.
    await transaction.analysis.updateMany({ where: { seriesAnalysisId: id, ...unfinished }, ...change });
    const { count } = await transaction.seriesAnalysis.updateMany({
      where: { ...where, ...unfinished },
      ...change,
    });
    if (count > 0) await notifySeriesUpdate(transaction, id);
    return transaction.seriesAnalysis.findUniqueOrThrow({ where: { id } });
  });
}
