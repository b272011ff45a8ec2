import { createHash } from 'node:crypto';
import { EventEyeError, suggestBiRads } from '@eventeye/core';
import type { ModelDescription, Prediction } from '@eventeye/inference';
import { readPreContrast } from '../analysis/readPreContrast.js';
import type { Prisma, PrismaClient, ReanalysisItem } from '../database/client.js';
import type { ModelEngines } from '../model/modelEngines.js';
import type { FileStorage } from '../services.js';

/** What looking at an image again needs. */
export interface ItemServices {
  prisma: PrismaClient;
  storage: FileStorage;
  modelEngines: Pick<ModelEngines, 'analyze'>;
}

/** Tries of one image in all: one that ends the process each time is not tried for ever. */
const maxTries = 4;

/**
 * Asks the other model about one image of a report and writes what it says to the item, if the report still runs. A fault of
 * ours leaves the item waiting until its tries are used up; a fault of the image concludes it.
 *
 * @throws EventEyeError MODEL_* when the model can not be asked at all.
 */
export async function reanalyzeItem(
  services: ItemServices,
  model: ModelDescription,
  { id, tries }: Pick<ReanalysisItem, 'id' | 'tries'>,
): Promise<void> {
  const { prisma } = services;
  // Before anything that could end the process.
  const { count } = await prisma.reanalysisItem.updateMany({
    where: { id, state: 'WAITING', report: { status: 'RUNNING' } },
    data: { tries: { increment: 1 } },
  });
  if (count === 0) return;
  if (tries >= maxTries) return conclude(prisma, id, { state: 'FAILED', errorCode: 'ENGINE_CRASHED' });
  const item = await prisma.reanalysisItem.findUniqueOrThrow({
    where: { id },
    include: {
      medicalImage: { select: { id: true, storagePath: true } },
      analysis: { select: { result: { select: { imageSha256: true, frame: true } } } },
    },
  });
  try {
    const bytes = await services.storage.read(item.medicalImage.storagePath);
    const result = item.analysis.result!;
    // What is compared with the stored result must be made from the same bytes.
    if (createHash('sha256').update(bytes).digest('hex') !== result.imageSha256)
      return await conclude(prisma, id, { state: 'FAILED', errorCode: 'STORAGE_FAILED' });
    const preContrast = await readPreContrast({ ...services, engine: { model } }, item.medicalImage.id);
    const prediction = await services.modelEngines.analyze(model.sha256, bytes, {
      frame: result.frame,
      ...(preContrast && { preContrast }),
    });
    await conclude(prisma, id, changeOf(item, prediction));
  } catch (error) {
    if (!EventEyeError.is(error)) throw error;
    if (error.code.startsWith('MODEL_')) throw error;
    if (error.retryable && tries + 1 < maxTries) return;
    await conclude(prisma, id, { state: 'FAILED', errorCode: error.code });
  }
}

function changeOf(
  { storedOutcome, storedBiRads }: Pick<ReanalysisItem, 'storedOutcome' | 'storedBiRads'>,
  { outcome, malignancyProbability }: Prediction,
): Prisma.ReanalysisItemUpdateManyMutationInput {
  const biRads = suggestBiRads(outcome, malignancyProbability).categories;
  const sameBand = biRads.join() === storedBiRads.join();
  const state =
    outcome !== storedOutcome ? 'OUTCOME_CHANGED' : sameBand ? ('UNCHANGED' as const) : 'BAND_CHANGED';
  return { state, outcome, malignancyProbability, biRads };
}

/** Of two processes that work on the same item one counts it; after a cancellation none does. */
async function conclude(
  prisma: PrismaClient,
  id: string,
  data: Prisma.ReanalysisItemUpdateManyMutationInput,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const [ended] = await transaction.reanalysisItem.updateManyAndReturn({
      where: { id, state: 'WAITING', report: { status: 'RUNNING' } },
      data,
      select: { reportId: true },
    });
    if (ended)
      await transaction.reanalysisReport.update({
        where: { id: ended.reportId },
        data: { completedItems: { increment: 1 } },
      });
  });
}
