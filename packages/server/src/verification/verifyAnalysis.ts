import { createHash } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import type { Prediction } from '@eventeye/inference';
import { visibleAnalyses } from '../access/visibleRows.js';
import { readPreContrast } from '../analysis/readPreContrast.js';
import { mayChange } from '../auth/mayChange.js';
import type { AIAnalysisResult } from '../database/client.js';
import type { Caller, Services } from '../services.js';

/** A member of the result or its receipt that came out another. */
export interface Difference {
  member: string;
  stored: string;
  recomputed: string;
}

/** What recomputing a result showed. */
export interface Verification {
  status: 'MATCHES' | 'DIFFERS' | 'CANNOT_RECOMPUTE';
  /** Why it could not be recomputed. */
  reason: 'NO_RESULT' | 'IMAGE_MISSING' | 'MODEL_NOT_SERVED' | null;
  differences: Difference[];
}

/** Numbers that arithmetic in another order may change. */
const tolerance = 1e-6;

/**
 * Computes a stored result again from the stored bytes and compares it with what was stored. Nothing is stored by it.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, ENGINE_OVERLOADED and the engine's other codes.
 */
export async function verifyAnalysis(
  { prisma, storage, engine }: Pick<Services, 'prisma' | 'storage' | 'engine'>,
  caller: Caller,
  analysisId: string,
): Promise<Verification> {
  mayChange(caller, 'ANALYZE', 'verify analyses');
  const analysis = await prisma.analysis.findFirst({
    where: { id: analysisId, ...visibleAnalyses(caller) },
    include: { result: true, medicalImage: true },
  });
  if (!analysis) throw new EventEyeError('NOT_FOUND', 'There is no such analysis. Look the image up again.');
  const { result, medicalImage } = analysis;
  if (!result) return cannot('NO_RESULT');
  const bytes = await storage.read(medicalImage.storagePath).catch((error: unknown) => {
    if (EventEyeError.is(error) && error.code === 'NOT_FOUND') return null;
    throw error;
  });
  if (!bytes) return cannot('IMAGE_MISSING');
  const imageSha256 = createHash('sha256').update(bytes).digest('hex');
  // Bytes that changed may not even be an image any more.
  if (imageSha256 !== result.imageSha256)
    return differs([{ member: 'imageSha256', stored: result.imageSha256, recomputed: imageSha256 }]);
  if (engine.model.sha256 !== result.modelSha256) return cannot('MODEL_NOT_SERVED');
  const preContrast = await readPreContrast({ prisma, storage, engine }, medicalImage.id);
  const prediction = await engine.analyze(bytes, {
    frame: result.frame,
    ...(preContrast && { preContrast }),
  });
  // The model may have been switched meanwhile.
  if (prediction.receipt.modelSha256 !== result.modelSha256) return cannot('MODEL_NOT_SERVED');
  const differences = compare(result, prediction);
  return differences.length > 0 ? differs(differences) : { status: 'MATCHES', reason: null, differences };
}

function compare(stored: AIAnalysisResult, { receipt, ...prediction }: Prediction): Difference[] {
  const members = {
    inputTensorSha256: [stored.inputTensorSha256, receipt.inputTensorSha256],
    preprocessing: [stored.preprocessing, receipt.preprocessing],
    runtime: [stored.runtime, receipt.runtime],
    outcome: [stored.outcome, prediction.outcome],
    predictedLabel: [stored.predictedLabel, prediction.predictedLabel],
    confidence: [stored.confidence, prediction.confidence],
    malignancyProbability: [stored.malignancyProbability, prediction.malignancyProbability],
  } satisfies Record<string, [string | number, string | number]>;
  return Object.entries(members).flatMap(([member, [was, is]]) =>
    was === is || (typeof was === 'number' && typeof is === 'number' && Math.abs(was - is) <= tolerance)
      ? []
      : [{ member, stored: String(was), recomputed: String(is) }],
  );
}

const cannot = (reason: Verification['reason']): Verification => ({
  status: 'CANNOT_RECOMPUTE',
  reason,
  differences: [],
});
const differs = (differences: Difference[]): Verification => ({
  status: 'DIFFERS',
  reason: null,
  differences,
});
