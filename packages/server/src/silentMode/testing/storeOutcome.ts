import { randomUUID } from 'node:crypto';
import type { AnalysisOutcome } from '@eventeye/core';
import { storeResults } from '../../analysis/storeResult.js';
import type { PrismaClient } from '../../database/client.js';

/** Whose result, and what it says. */
export interface OutcomeToStore {
  organizationId: string;
  outcome: AnalysisOutcome;
  /** Of an image of this patient; of a new patient where left out. */
  patientId?: string;
  /** A new image where left out. */
  medicalImageId?: string;
}

/** Ends an analysis with an outcome on the way that the job runner takes. @returns row ids. */
export async function storeOutcome(
  prisma: PrismaClient,
  { organizationId, outcome, ...of }: OutcomeToStore,
): Promise<{ patientId: string; medicalImageId: string; analysisId: string }> {
  const patientId =
    of.patientId ?? (await prisma.patient.create({ data: { organizationId, mrn: randomUUID() } })).id;
  const medicalImageId = of.medicalImageId ?? (await addImage(prisma, organizationId, patientId));
  const { id: analysisId } = await prisma.analysis.create({
    data: { organizationId, patientId, medicalImageId, status: 'RUNNING', startedAt: new Date() },
  });
  const { sha256 } = await prisma.modelVersion.findFirstOrThrow();
  const ended = { analysisId, jobId: randomUUID(), finishedAt: new Date(), result: rowOf(outcome, sha256) };
  await storeResults(prisma, [ended]);
  return { patientId, medicalImageId, analysisId };
}

async function addImage(prisma: PrismaClient, organizationId: string, patientId: string): Promise<string> {
  const size = { width: 8, height: 8, frameCount: 1, byteLength: 64 };
  const { id } = await prisma.medicalImage.create({
    data: {
      ...size,
      organizationId,
      patientId,
      filename: 'slice.png',
      kind: 'png',
      sha256: randomUUID(),
      storagePath: randomUUID(),
    },
  });
  return id;
}

const rowOf = (outcome: AnalysisOutcome, modelSha256: string) => ({
  outcome,
  predictedLabel: 'MALIGNANT',
  confidence: 0.75,
  malignancyProbability: 0.75,
  probabilities: [],
  findings: [],
  recommendations: [],
  biRadsCategories: ['4A'],
  biRadsRationaleCode: 'BI_RADS_NOT_ASSESSED',
  attention: {},
  attentionValues: new Uint8Array([1, 2, 255]),
  regions: [],
  frame: 0,
  imageSha256: 'image',
  inputTensorSha256: 'tensor',
  modelSha256,
  preprocessing: '1',
  runtime: 'test',
  queuedMs: 1,
  decodeMs: 1,
  inferenceMs: 1,
  totalMs: 3.25,
});
