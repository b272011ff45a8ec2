import { Prisma, type PrismaClient } from '../database/client.js';
import type { CountedReadings } from './agreementFigures.js';

/** Which readings are counted. */
export interface AgreementFilter {
  organizationId: string;
  /** Row id. */
  modelVersionId?: string | undefined;
  /** Recorded from this instant on. */
  from?: Date | undefined;
  /** Recorded before it. */
  until?: Date | undefined;
  /** Only those read before the result was seen. */
  blindedOnly: boolean;
}

/** Readings of one patient at one site, counted by what result and reader say. */
export interface SiteReadings extends CountedReadings {
  modelVersionId: string;
  /** Institution Name; null where the files name none. */
  site: string | null;
}

/**
 * Counts the current readings: of each reader and image the newest that fits the filter, by model. One statement, whose
 * answer grows with patients and not with slices.
 */
export async function countReadings(
  prisma: PrismaClient,
  { organizationId, modelVersionId, from, until, blindedOnly }: AgreementFilter,
): Promise<SiteReadings[]> {
  const conditions = [
    Prisma.sql`r."organizationId" = ${organizationId}::uuid`,
    ...(modelVersionId ? [Prisma.sql`result."modelVersionId" = ${modelVersionId}::uuid`] : []),
    ...(from ? [Prisma.sql`r."createdAt" >= ${from}`] : []),
    ...(until ? [Prisma.sql`r."createdAt" < ${until}`] : []),
    ...(blindedOnly ? [Prisma.sql`r."isBlinded"`] : []),
  ];
  return prisma.$queryRaw<SiteReadings[]>`
    WITH current AS (
      SELECT DISTINCT ON (r."medicalImageId", r."readerId", result."modelVersionId")
        r."patientId", r."medicalImageId", r."label", result."outcome", result."modelVersionId"
      FROM "Reading" r JOIN "AIAnalysisResult" result ON result."analysisId" = r."analysisId"
      WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY r."medicalImageId", r."readerId", result."modelVersionId", r."id" DESC
    )
    SELECT c."modelVersionId"::text AS "modelVersionId", study."institutionName" AS site,
      c."patientId"::text AS "patientId", c."outcome"::text AS outcome, c."label"::text AS label, count(*)::int AS count
    FROM current c
    JOIN "MedicalImage" image ON image."id" = c."medicalImageId"
    LEFT JOIN "Series" series ON series."id" = image."seriesId"
    LEFT JOIN "Study" study ON study."id" = series."studyId"
    GROUP BY c."modelVersionId", study."institutionName", c."patientId", c."outcome", c."label"`;
}
