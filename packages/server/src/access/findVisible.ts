import type { PrismaClient } from '../database/client.js';
import type { Bounds } from './bounds.js';
import {
  visibleAnalyses,
  visibleImages,
  visibleOrganizations,
  visiblePatients,
  visibleSeries,
  visibleSeriesAnalyses,
  visibleStudies,
  visibleUsers,
} from './visibleRows.js';

/** The types whose rows belong to an organization and have a global id. */
export type VisibleType = keyof typeof finders;

/** Which of these rows exist for a caller. */
export async function findVisible(
  prisma: PrismaClient,
  bounds: Bounds,
  type: VisibleType,
  ids: string[],
): Promise<Set<string>> {
  const rows = await finders[type](prisma, bounds, { in: ids });
  return new Set(rows.map(({ id }) => id));
}

/** Whether a type is one of these. */
export function isVisibleType(typename: string): typename is VisibleType {
  return Object.hasOwn(finders, typename);
}

type Finder = (prisma: PrismaClient, bounds: Bounds, id: { in: string[] }) => Promise<{ id: string }[]>;

const select = { id: true } as const;

// A type with rows of its own is a line here.
const finders = {
  Organization: (prisma, bounds, id) =>
    prisma.organization.findMany({ where: { id, ...visibleOrganizations(bounds) }, select }),
  User: (prisma, bounds, id) => prisma.user.findMany({ where: { id, ...visibleUsers(bounds) }, select }),
  Patient: (prisma, bounds, id) =>
    prisma.patient.findMany({ where: { id, ...visiblePatients(bounds) }, select }),
  Study: (prisma, bounds, id) => prisma.study.findMany({ where: { id, ...visibleStudies(bounds) }, select }),
  Series: (prisma, bounds, id) => prisma.series.findMany({ where: { id, ...visibleSeries(bounds) }, select }),
  MedicalImage: (prisma, bounds, id) =>
    prisma.medicalImage.findMany({ where: { id, ...visibleImages(bounds) }, select }),
  Analysis: (prisma, bounds, id) =>
    prisma.analysis.findMany({ where: { id, ...visibleAnalyses(bounds) }, select }),
  SeriesAnalysis: (prisma, bounds, id) =>
    prisma.seriesAnalysis.findMany({ where: { id, ...visibleSeriesAnalyses(bounds) }, select }),
  // Of those, the type itself shows them to administrators only.
  ApiKey: (prisma, { organizationId }, id) =>
    prisma.apiKey.findMany({ where: { id, organizationId }, select }),
} satisfies Record<string, Finder>;
