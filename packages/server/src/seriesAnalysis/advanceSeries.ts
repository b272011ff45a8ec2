import type { Prisma } from '../database/client.js';
import { updatesChannel } from '../updates/channels.js';
import { summariseSeries } from './summariseSeries.js';

/**
 * Counts slices that reached their final state, and concludes the run with the last one. Within the transaction that ended
 * them: the row's lock makes one of two last slices see the other.
 */
export async function advanceSeries(
  transaction: Prisma.TransactionClient,
  seriesAnalysisId: string,
  slices = 1,
): Promise<void> {
  // One statement, for every slice of every series goes through it.
  const [advanced] = await transaction.$queryRawUnsafe<Advanced[]>(
    statement,
    seriesAnalysisId,
    updatesChannel,
    JSON.stringify({ seriesAnalysisId }),
    slices,
  );
  if (!advanced) return;
  const { sliceCount, completedSlices } = advanced;
  if (completedSlices >= sliceCount) {
    await transaction.seriesAnalysis.update({
      where: { id: seriesAnalysisId },
      data: { ...(await summariseSeries(transaction, seriesAnalysisId)), finishedAt: new Date() },
    });
  }
}

interface Advanced {
  sliceCount: number;
  completedSlices: number;
}

/** No row when the run was canceled: its slices then end without it. What is told is heard when the transaction commits. */
const statement = `
  WITH advanced AS (
    UPDATE "SeriesAnalysis" SET "completedSlices" = "completedSlices" + $4::int, status = 'RUNNING'
    WHERE id = $1::uuid AND status IN ('QUEUED', 'RUNNING')
    RETURNING "sliceCount", "completedSlices"
  )
  SELECT "sliceCount", "completedSlices", pg_notify($2, $3)::text FROM advanced`;
