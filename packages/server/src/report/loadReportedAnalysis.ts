import { createHash } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import type { ReportedAnalysis, ReportedRegion } from '@eventeye/dicom';
import type { AttentionMap } from '@eventeye/inference';
import type { Bounds } from '../access/bounds.js';
import { visibleAnalyses } from '../access/visibleRows.js';
import { biRadsText, findingTexts } from '../analysis/resultTexts.js';
import type { PrismaClient } from '../database/client.js';

/** A succeeded analysis as it is written, with what its picture is drawn from. */
export interface LoadedAnalysis {
  analysis: ReportedAnalysis;
  attention: AttentionMap;
  image: { sha256: string; storagePath: string };
}

/**
 * Loads the result of an analysis within the caller's bounds. Texts are English whoever asks: an object with one UID has one
 * content.
 *
 * @throws EventEyeError NOT_FOUND where there is no result, or the image is no DICOM instance that a report can refer to.
 */
export async function loadReportedAnalysis(
  prisma: PrismaClient,
  analysisId: string,
  bounds: Bounds,
): Promise<LoadedAnalysis> {
  const result = await prisma.aIAnalysisResult.findFirst({
    where: {
      analysisId,
      analysis: {
        ...visibleAnalyses(bounds),
        status: 'SUCCEEDED',
        medicalImage: reportableImage,
      },
    },
    include: { modelVersion: true, analysis: { include: { medicalImage: true } } },
  });
  if (!result) throw new EventEyeError('NOT_FOUND', 'There is no report of such an analysis.');
  const { modelVersion: model, analysis } = result;
  const { categories, rationale } = biRadsText(result.biRadsCategories, result.biRadsRationaleCode, 'en');
  return {
    attention: { ...(result.attention as object), values: result.attentionValues } as AttentionMap,
    image: analysis.medicalImage,
    analysis: {
      id: analysis.id,
      finishedAt: analysis.finishedAt ?? result.createdAt,
      outcome: result.outcome,
      malignancyProbability: result.malignancyProbability,
      frame: result.frame,
      regions: result.regions as unknown as ReportedRegion[],
      biRads: { categories, rationale },
      findings: findingTexts(result.findings, 'en').map(({ text }) => text),
      model: {
        name: model.name,
        version: model.version,
        sha256: model.sha256,
        manifestSha256: createHash('sha256').update(canonicalJson(model.manifest)).digest('hex'),
        precision: model.precision,
        isDemonstration: model.isDemonstration,
      },
      receipt: result,
    },
  };
}

/** Of a `where`: images that a report can refer to. */
const reportableImage = {
  kind: 'dicom',
  seriesId: { not: null },
  sopClassUid: { not: null },
  sopInstanceUid: { not: null },
} as const;

/** JSON with the names of every object in order: a database keeps no order of them. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
