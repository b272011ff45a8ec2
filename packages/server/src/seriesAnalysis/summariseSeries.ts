import type { Prisma } from '../database/client.js';

/**
 * How a run ends whose slices have all ended. It says what its most suspicious slice in scope says; without a slice in scope it
 * abstains, and with a slice whose result is withheld it says nothing.
 */
export async function summariseSeries(
  transaction: Prisma.TransactionClient,
  seriesAnalysisId: string,
): Promise<Prisma.SeriesAnalysisUncheckedUpdateInput> {
  const analysis = { seriesAnalysisId };
  if ((await transaction.analysis.count({ where: { seriesAnalysisId, isWithheld: true } })) > 0)
    return { status: 'SUCCEEDED', isWithheld: true };
  const key = await transaction.aIAnalysisResult.findFirst({
    where: { analysis, outcome: { not: 'OUT_OF_SCOPE' } },
    orderBy: [{ malignancyProbability: 'desc' }, { id: 'asc' }],
    select: { outcome: true, analysis: { select: { medicalImageId: true } } },
  });
  if (key) {
    const { outcome, analysis: of } = key;
    return { status: 'SUCCEEDED', isWithheld: false, outcome, keyImageId: of.medicalImageId };
  }
  if ((await transaction.aIAnalysisResult.count({ where: { analysis } })) > 0)
    return { status: 'SUCCEEDED', isWithheld: false, outcome: 'OUT_OF_SCOPE' };
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
