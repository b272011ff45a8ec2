import type { Prisma } from '../database/client.js';
import { updatesChannel } from '../updates/channels.js';

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
      data: { ...(await summarise(transaction, seriesAnalysisId)), finishedAt: new Date() },
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
