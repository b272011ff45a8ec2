import { createHash } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import type { Prediction } from '@eventeye/inference';
import { visibleAnalyses } from '../access/visibleRows.js';
import { readPreContrast } from '../analysis/readPreContrast.js';
import { mayChange } from '../auth/mayChange.js';
import { admitJobs } from '../queue/admitJobs.js';
import type { Caller, Services } from '../services.js';
import { compareResult } from './compareResult.js';
import type { Difference, Verification } from './verification.js';
import { inTurn } from './verificationTurns.js';

type VerificationServices = Pick<Services, 'config' | 'prisma' | 'storage' | 'modelEngines' | 'rates'>;

/**
 * Computes a stored result again from the stored bytes, with the model that made it, and compares everything. Nothing is stored
 * by it. It is an inference and is counted as one: it needs room in the organization's queue, and its token and organization have
 * bounds of their own.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, QUOTA_EXCEEDED, ENGINE_OVERLOADED and the engine's other codes.
 */
export async function verifyAnalysis(
  services: VerificationServices,
  caller: Caller,
  analysisId: string,
): Promise<Verification> {
  mayChange(caller, 'ANALYZE', 'verify analyses');
  const { config, prisma, rates } = services;
  const analysis = await prisma.analysis.findFirst({
    where: { id: analysisId, ...visibleAnalyses(caller) },
    include: { result: true, medicalImage: true },
  });
  if (!analysis) throw new EventEyeError('NOT_FOUND', 'There is no such analysis. Look the image up again.');
  const { result, medicalImage } = analysis;
  if (!result) return cannot('NO_RESULT');
  await rates.countVerification(caller);
  await admitJobs(prisma, caller.organizationId, 1, config.maxQueuedPerOrganization);
  return inTurn(caller.organizationId, async () => {
    const bytes = await readUnlessGone(services, medicalImage.storagePath);
    if (!bytes) return cannot('IMAGE_MISSING');
    const recomputed = createHash('sha256').update(bytes).digest('hex');
    // Bytes that changed may not even be an image any more.
    if (recomputed !== result.imageSha256) return concluded([changedImage(result.imageSha256, recomputed)]);
    const prediction = await recompute(services, bytes, medicalImage.id, result);
    return typeof prediction === 'string' ? cannot(prediction) : concluded(compareResult(result, prediction));
  });
}

/** Asks the model that made the result, or says why it can not be asked. */
async function recompute(
  { prisma, storage, modelEngines }: VerificationServices,
  bytes: Uint8Array,
  medicalImageId: string,
  { modelSha256, frame }: { modelSha256: string; frame: number },
): Promise<Prediction | 'MODEL_NOT_INSTALLED' | 'MODEL_UNUSABLE'> {
  const model = modelEngines.describe(modelSha256);
  if (!model) return 'MODEL_NOT_INSTALLED';
  const preContrast = await readPreContrast({ prisma, storage, engine: { model } }, medicalImageId);
  try {
    return await modelEngines.analyze(modelSha256, bytes, { frame, ...(preContrast && { preContrast }) });
  } catch (error) {
    if (!EventEyeError.is(error)) throw error;
    if (error.code === 'MODEL_NOT_INSTALLED') return 'MODEL_NOT_INSTALLED';
    if (error.code === 'MODEL_INVALID' || error.code === 'MODEL_GOLDEN_MISMATCH') return 'MODEL_UNUSABLE';
    throw error;
  }
}

async function readUnlessGone(
  { storage }: Pick<Services, 'storage'>,
  path: string,
): Promise<Uint8Array | null> {
  try {
    return await storage.read(path);
  } catch (error) {
    if (EventEyeError.is(error) && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/** Another runtime explains small differences of numbers; the same one gives the same numbers to the last bit. */
function concluded(differences: Difference[]): Verification {
  const otherRuntime = differences.some(({ kind }) => kind === 'RUNTIME');
  const explained = otherRuntime && differences.every(({ isWithinTolerance }) => isWithinTolerance);
  if (differences.length === 0) return { status: 'IDENTICAL', reason: null, differences };
  return { status: explained ? 'EQUAL_WITHIN_TOLERANCE' : 'DIFFERS', reason: null, differences };
}

const changedImage = (stored: string, recomputed: string): Difference => ({
  kind: 'HASH',
  member: 'imageSha256',
  stored,
  recomputed,
  largestDelta: null,
  isWithinTolerance: false,
});

const cannot = (reason: Verification['reason']): Verification => ({
  status: 'NOT_REPRODUCIBLE',
  reason,
  differences: [],
});
