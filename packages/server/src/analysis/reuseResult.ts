import type { Analysis, Prisma } from '../database/client.js';
import { openSilentMode } from '../silentMode/openSilentMode.js';
import { notifyUpdate } from '../updates/notify.js';

/** Whose image is asked about, and which model would be asked. */
export interface ReuseRequest {
  organizationId: string;
  requestedById: string;
  image: { id: string; patientId: string; sha256: string };
  modelSha256: string;
}

/**
 * Answers from a stored result of the same bytes and the same model, as a new analysis that has succeeded: nothing is computed
 * twice and nothing is overwritten. Only results of the organization itself are looked at.
 *
 * In silent mode nothing is answered so: a case of it is computed.
 *
 * @returns `undefined` where there is none.
 */
export async function reuseResult(
  transaction: Prisma.TransactionClient,
  { organizationId, requestedById, image, modelSha256 }: ReuseRequest,
): Promise<Analysis | undefined> {
  if (await openSilentMode(transaction, organizationId)) return undefined;
  const known = await transaction.aIAnalysisResult.findFirst({
    where: {
      modelSha256,
      imageSha256: image.sha256,
      analysis: { organizationId, status: 'SUCCEEDED' },
    },
    orderBy: { createdAt: 'desc' },
  });
  if (!known) return undefined;
  const now = new Date();
  const analysis = await transaction.analysis.create({
    data: {
      organizationId,
      medicalImageId: image.id,
      patientId: image.patientId,
      requestedById,
      status: 'SUCCEEDED',
      progress: 1,
      outcome: known.outcome,
      malignancyProbability: known.malignancyProbability,
      startedAt: now,
      finishedAt: now,
    },
  });
  const { id: _, analysisId: __, createdAt: ___, ...copy } = known;
  await transaction.aIAnalysisResult.create({
    data: {
      ...copy,
      analysisId: analysis.id,
      probabilities: copy.probabilities as Prisma.InputJsonValue,
      findings: copy.findings as Prisma.InputJsonValue,
      recommendations: copy.recommendations as Prisma.InputJsonValue,
      attention: copy.attention as Prisma.InputJsonValue,
      regions: copy.regions as Prisma.InputJsonValue,
      queuedMs: 0,
      decodeMs: 0,
      inferenceMs: 0,
      totalMs: 0,
    },
  });
  await notifyUpdate(transaction, { analysisId: analysis.id, patientId: image.patientId });
  return analysis;
}
