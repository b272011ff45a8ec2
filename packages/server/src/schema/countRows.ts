import { visibleAnalyses, visibleImages, visibleStudies } from '../access/visibleRows.js';
import type { PrismaClient } from '../database/client.js';
import type { Caller } from '../services.js';
import type { RequestContext } from './context.js';
import { requestLoader } from './requestLoader.js';
import { requireCaller } from './requireCaller.js';

/** What is counted by what it belongs to. */
export type CountedRelation = keyof typeof counters;

/**
 * How many rows belong to a parent, of those that exist for the caller. All parents of a request come in one statement.
 *
 * Not Prisma's `_count`: beneath a list it joins the parents with the counts of everything that the organization has, which takes half
 * a second where there are a million images. Here the parents' ids bound what is read.
 */
export function countRows(
  context: RequestContext,
  relation: CountedRelation,
  parentId: string,
): Promise<number> {
  return requestLoader(context, `count ${relation}`, async (ids) => {
    const rows = await counters[relation](context.services.prisma, requireCaller(context), { in: ids });
    const counts = new Map(rows.map(({ parentId: id, count }) => [id, count]));
    return (id) => counts.get(id) ?? 0;
  }).load(parentId);
}

type Counter = (
  prisma: PrismaClient,
  caller: Caller,
  ids: { in: string[] },
) => Promise<{ parentId: string | null; count: number }[]>;

const _count = { _all: true } as const;

const counters = {
  studiesOfPatient: async (prisma, caller, patientId) => {
    const where = { AND: [{ patientId }, visibleStudies(caller)] };
    const rows = await prisma.study.groupBy({ by: ['patientId'], where, _count });
    return rows.map((row) => ({ parentId: row.patientId, count: row._count._all }));
  },
  imagesOfPatient: async (prisma, caller, patientId) => {
    const where = { AND: [{ patientId }, visibleImages(caller)] };
    const rows = await prisma.medicalImage.groupBy({ by: ['patientId'], where, _count });
    return rows.map((row) => ({ parentId: row.patientId, count: row._count._all }));
  },
  imagesOfSeries: async (prisma, caller, seriesId) => {
    const where = { AND: [{ seriesId }, visibleImages(caller)] };
    const rows = await prisma.medicalImage.groupBy({ by: ['seriesId'], where, _count });
    return rows.map((row) => ({ parentId: row.seriesId, count: row._count._all }));
  },
  analysesOfImage: async (prisma, caller, medicalImageId) => {
    const where = { AND: [{ medicalImageId }, visibleAnalyses(caller)] };
    const rows = await prisma.analysis.groupBy({ by: ['medicalImageId'], where, _count });
    return rows.map((row) => ({ parentId: row.medicalImageId, count: row._count._all }));
  },
  analysesOfSeriesAnalysis: async (prisma, caller, seriesAnalysisId) => {
    const where = { AND: [{ seriesAnalysisId }, visibleAnalyses(caller)] };
    const rows = await prisma.analysis.groupBy({ by: ['seriesAnalysisId'], where, _count });
    return rows.map((row) => ({ parentId: row.seriesAnalysisId, count: row._count._all }));
  },
} satisfies Record<string, Counter>;
