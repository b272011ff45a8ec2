import type { z } from 'zod';
import { canRead } from '../access/mayRead.js';
import { biRadsText, findingTexts, recommendationTexts } from '../analysis/resultTexts.js';
import { failureOf } from '../analysis/schema.js';
import { noteSeen } from '../audit/auditNotes.js';
import type { Patient as PatientRow, Prisma } from '../database/client.js';
import type { RequestContext } from '../schema/context.js';
import { fileAddress } from '../schema/fileAddress.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import type * as resources from './resources.js';

/** What is loaded with an image. */
export const withImage = {
  patient: { select: { mrn: true } },
  series: { select: { seriesInstanceUid: true, study: { select: { id: true, studyInstanceUid: true } } } },
} satisfies Prisma.MedicalImageInclude;

/** What is loaded with an analysis. */
export const withAnalysis = {
  result: { include: { modelVersion: { omit: { manifest: true } } }, omit: { attentionValues: true } },
} satisfies Prisma.AnalysisInclude;

type ImageRow = Prisma.MedicalImageGetPayload<{ include: typeof withImage }>;
type AnalysisRow = Prisma.AnalysisGetPayload<{ include: typeof withAnalysis }>;

export function representPatient(
  context: RequestContext,
  row: PatientRow,
): z.infer<typeof resources.Patient> {
  noteSeen(context, 'Patient', row);
  return {
    id: encodeGlobalId('Patient', row.id),
    mrn: row.mrn,
    name: row.name,
    birthDate: row.birthDate?.toISOString().slice(0, 10) ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function representImage(
  context: RequestContext,
  row: ImageRow,
): z.infer<typeof resources.MedicalImage> {
  noteSeen(context, 'MedicalImage', row);
  const { filename, sopInstanceUid, instanceNumber, width, height, frameCount, sha256, storagePath } = row;
  return {
    id: encodeGlobalId('MedicalImage', row.id),
    filename,
    sopInstanceUid,
    instanceNumber,
    width,
    height,
    frameCount,
    sha256,
    storagePath,
    createdAt: row.createdAt.toISOString(),
    patient: { id: encodeGlobalId('Patient', row.patientId), mrn: row.patient.mrn },
    study: row.series && {
      id: encodeGlobalId('Study', row.series.study.id),
      studyInstanceUid: row.series.study.studyInstanceUid,
    },
    series: row.series && {
      id: encodeGlobalId('Series', row.seriesId!),
      seriesInstanceUid: row.series.seriesInstanceUid,
    },
    pngUrl: readable(context) ? fileAddress(context, `images/${row.id}/png`) : null,
    originalUrl: readable(context) ? fileAddress(context, `images/${row.id}/original`) : null,
  };
}

export function representAnalysis(
  context: RequestContext,
  row: AnalysisRow,
): z.infer<typeof resources.Analysis> {
  noteSeen(context, 'Analysis', row);
  return {
    id: encodeGlobalId('Analysis', row.id),
    medicalImageId: encodeGlobalId('MedicalImage', row.medicalImageId),
    status: row.status,
    progress: row.progress,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    error: failureOf(row),
    isWithheld: row.isWithheld,
    result: row.result && readable(context) ? representResult(context, row.result) : null,
  };
}

/** Whoever may only send is told what came of it, and nothing to read it with. */
const readable = (context: RequestContext) => canRead(requireCaller(context));

function representResult(
  context: RequestContext,
  row: NonNullable<AnalysisRow['result']>,
): z.infer<typeof resources.AnalysisResult> {
  const { outcome, predictedLabel, confidence, malignancyProbability, modelVersion } = row;
  type Result = z.infer<typeof resources.AnalysisResult>;
  const { id, name, version, sha256, precision, isDemonstration } = modelVersion;
  return {
    outcome,
    predictedLabel,
    confidence,
    malignancyProbability,
    // Validated before they were stored.
    probabilities: row.probabilities as Result['probabilities'],
    findings: findingTexts(row.findings, context.language),
    recommendations: recommendationTexts(row.recommendations, context.language),
    biRads: biRadsText(row.biRadsCategories, row.biRadsRationaleCode, context.language),
    regions: row.regions as Result['regions'],
    heatmapUrl: fileAddress(context, `analyses/${row.analysisId}/heatmap`),
    overlayUrl: fileAddress(context, `analyses/${row.analysisId}/overlay`),
    model: { id: encodeGlobalId('ModelVersion', id), name, version, sha256, precision, isDemonstration },
    timings: {
      queuedMs: row.queuedMs,
      decodeMs: row.decodeMs,
      inferenceMs: row.inferenceMs,
      totalMs: row.totalMs,
    },
    receipt: {
      imageSha256: row.imageSha256,
      inputTensorSha256: row.inputTensorSha256,
      modelSha256: row.modelSha256,
      preprocessing: row.preprocessing,
      runtime: row.runtime,
    },
  };
}
