import type { AnalysedSlice, AttentionBox } from '@eventeye/core';
import { visibleAnalyses } from '../access/visibleRows.js';
import type { MedicalImage } from '../database/client.js';
import type { RequestContext } from '../schema/context.js';
import { requestLoader } from '../schema/requestLoader.js';
import { requireCaller } from '../schema/requireCaller.js';
import { sliceOrder } from '../study/sliceOrder.js';

/** One slice of a run, with its image. */
export interface SeriesSlice extends AnalysedSlice {
  image: MedicalImage;
}

/** The slices of a run in slice order, as they are now. All runs of a request come in one query. */
export function seriesSlices(context: RequestContext, seriesAnalysisId: string): Promise<SeriesSlice[]> {
  return requestLoader(context, 'seriesSlices', (ids) => load(context, ids)).load(seriesAnalysisId);
}

async function load(context: RequestContext, ids: string[]): Promise<(id: string) => SeriesSlice[]> {
  const { prisma } = context.services;
  const analyses = await prisma.analysis.findMany({
    where: { seriesAnalysisId: { in: ids }, ...visibleAnalyses(requireCaller(context)) },
    orderBy: sliceOrder.map((order) => ({ medicalImage: order })),
    select: {
      seriesAnalysisId: true,
      status: true,
      // The attention's values are not read: regions are made from them once, when the slice ends.
      result: { select: { outcome: true, malignancyProbability: true, regions: true } },
      medicalImage: true,
    },
  });
  const slices = new Map<string | null, SeriesSlice[]>(ids.map((id) => [id, []]));
  for (const { seriesAnalysisId, status, result, medicalImage: image } of analyses) {
    const run = slices.get(seriesAnalysisId)!;
    run.push({
      index: run.length,
      positionMm: image.slicePositionMm,
      status,
      outcome: result?.outcome ?? null,
      malignancyProbability: result?.malignancyProbability ?? null,
      regions: (result?.regions ?? []) as unknown as AttentionBox[],
      image,
    });
  }
  return (id) => slices.get(id)!;
}
