import { type EventEyeError, findingsOf, recommendationsFor, suggestBiRads } from '@eventeye/core';
import type { ModelDescription, Prediction } from '@eventeye/inference';
import type { Prisma, PrismaClient } from '../database/client.js';
import type { AnalysisQueue } from '../queue/openQueue.js';
import { advanceSeries } from '../seriesAnalysis/advanceSeries.js';
import { withSpan } from '../tracing/withSpan.js';
import { notifyUpdate } from '../updates/notify.js';
import type { BegunAnalysis } from './beginAnalysis.js';
import type { Conclusions } from './concludeTogether.js';
import { type ResultRow, type StoredAnalysis, storeResults } from './storeResult.js';

interface Stores {
  prisma: PrismaClient;
  queue: AnalysisQueue;
}

/**
 * Writes result, final status and the end of the job, all or nothing. The status changes only from RUNNING, so that
 * of two runs of the same analysis one concludes, and one that was canceled meanwhile stays canceled.
 *
 * @returns what was ended; `undefined` where another run or a cancellation was first.
 */
export async function concludeSucceeded(
  { prisma, conclusions }: Pick<Stores, 'prisma'> & { conclusions: Conclusions },
  jobId: string,
  analysis: BegunAnalysis,
  prediction: Prediction,
  model: ModelDescription,
): Promise<StoredAnalysis | undefined> {
  const finishedAt = new Date();
  const result = resultOf(prediction, model, analysis, finishedAt);
  const ended = { analysisId: analysis.id, jobId, finishedAt, result };
  return withSpan('conclude', {}, async () => {
    if (analysis.seriesAnalysisId) return conclusions.add(ended);
    const [stored] = await storeResults(prisma, [ended]);
    return stored;
  });
}

/** Writes the failure; code and sentence are for the caller, the cause stays in the log. */
export async function concludeFailed(
  { prisma, queue }: Stores,
  jobId: string,
  { id, patientId, seriesAnalysisId }: BegunAnalysis,
  error: EventEyeError,
): Promise<void> {
  const write = async (transaction: Prisma.TransactionClient) => {
    const { count } = await transaction.analysis.updateMany({
      where: { id, status: 'RUNNING' },
      data: {
        status: 'FAILED',
        errorCode: error.code,
        errorMessage: error.message,
        errorRetryable: error.retryable,
        finishedAt: new Date(),
      },
    });
    if (count > 0) {
      // Published when the transaction commits.
      await notifyUpdate(transaction, { analysisId: id, patientId });
      if (seriesAnalysisId) await advanceSeries(transaction, seriesAnalysisId);
    }
    await queue.complete(transaction, jobId);
  };
  await withSpan('conclude', {}, () => prisma.$transaction(write));
}

function resultOf(
  prediction: Prediction,
  model: ModelDescription,
  analysis: BegunAnalysis,
  finishedAt: Date,
): ResultRow {
  const { outcome, malignancyProbability, attention, regions, timings } = prediction;
  const { values, ...attentionShape } = attention;
  const biRads = suggestBiRads(outcome, malignancyProbability);
  return {
    outcome,
    malignancyProbability,
    predictedLabel: prediction.predictedLabel,
    confidence: prediction.confidence,
    probabilities: prediction.probabilities,
    findings: findingsOf({
      outcome,
      malignancyProbability,
      scopeReason: prediction.scope.reason,
      regionCount: regions.length,
      isDemonstration: model.isDemonstration,
    }) as unknown as Prisma.InputJsonValue,
    recommendations: recommendationsFor(outcome),
    biRadsCategories: biRads.categories,
    biRadsRationaleCode: biRads.rationaleCode,
    scopeReason: prediction.scope.reason,
    frame: prediction.frame,
    attention: attentionShape,
    attentionValues: Uint8Array.from(values),
    regions: regions as unknown as Prisma.InputJsonValue,
    ...prediction.receipt,
    queuedMs: analysis.startedAt.getTime() - analysis.createdAt.getTime(),
    decodeMs: timings.decodeMs + timings.preprocessMs,
    inferenceMs: timings.inferenceMs,
    totalMs: finishedAt.getTime() - analysis.createdAt.getTime(),
  };
}
