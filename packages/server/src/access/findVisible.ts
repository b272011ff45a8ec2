import type { PrismaClient } from '../database/client.js';
import type { Caller } from '../services.js';
import { canAdminister } from './mayAdminister.js';
import {
  visibleAnalyses,
  visibleImages,
  visibleOrganizations,
  visiblePatients,
  visibleReferenceStandards,
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
  caller: Caller,
  type: VisibleType,
  ids: string[],
): Promise<Set<string>> {
  const rows = await finders[type](prisma, caller, { in: ids });
  return new Set(rows.map(({ id }) => id));
}

/** Whether a type is one of these. */
export function isVisibleType(typename: string): typename is VisibleType {
  return Object.hasOwn(finders, typename);
}

type Finder = (prisma: PrismaClient, caller: Caller, id: { in: string[] }) => Promise<{ id: string }[]>;

const select = { id: true } as const;

/** Rows of the organization that exist for its administrators alone. */
function administered(
  find: (
    prisma: PrismaClient,
    where: { id: { in: string[] }; organizationId: string },
  ) => Promise<{ id: string }[]>,
): Finder {
  return async (prisma, caller, id) =>
    canAdminister(caller) ? find(prisma, { id, organizationId: caller.organizationId }) : [];
}

// A type with rows of its own is a line here.
const finders = {
  Organization: (prisma, caller, id) =>
    prisma.organization.findMany({ where: { id, ...visibleOrganizations(caller) }, select }),
  User: (prisma, caller, id) => prisma.user.findMany({ where: { id, ...visibleUsers(caller) }, select }),
  Patient: (prisma, caller, id) =>
    prisma.patient.findMany({ where: { id, ...visiblePatients(caller) }, select }),
  Study: (prisma, caller, id) => prisma.study.findMany({ where: { id, ...visibleStudies(caller) }, select }),
  Series: (prisma, caller, id) => prisma.series.findMany({ where: { id, ...visibleSeries(caller) }, select }),
  MedicalImage: (prisma, caller, id) =>
    prisma.medicalImage.findMany({ where: { id, ...visibleImages(caller) }, select }),
  Analysis: (prisma, caller, id) =>
    prisma.analysis.findMany({ where: { id, ...visibleAnalyses(caller) }, select }),
  SeriesAnalysis: (prisma, caller, id) =>
    prisma.seriesAnalysis.findMany({ where: { id, ...visibleSeriesAnalyses(caller) }, select }),
  Reading: (prisma, caller, id) =>
    prisma.reading.findMany({ where: { id, analysis: visibleAnalyses(caller) }, select }),
  ReferenceStandard: (prisma, caller, id) =>
    prisma.referenceStandard.findMany({ where: { id, ...visibleReferenceStandards(caller) }, select }),
  SilentMode: administered((prisma, where) => prisma.silentMode.findMany({ where, select })),
  ApiKey: administered((prisma, where) => prisma.apiKey.findMany({ where, select })),
  WebhookEndpoint: administered((prisma, where) => prisma.webhookEndpoint.findMany({ where, select })),
  WebhookDelivery: administered((prisma, where) => prisma.webhookDelivery.findMany({ where, select })),
  AuditEvent: administered((prisma, where) => prisma.auditEvent.findMany({ where, select })),
  ReanalysisReport: administered((prisma, where) => prisma.reanalysisReport.findMany({ where, select })),
  ReanalysisItem: administered((prisma, where) => prisma.reanalysisItem.findMany({ where, select })),
} satisfies Record<string, Finder>;
