import type { Prisma } from '../database/client.js';

/** Which stored results a report is about. */
export interface Selection {
  organizationId: string;
  studyId: string | null;
  /** Analyses requested from then on. */
  from: Date | null;
  /** And before. */
  to: Date | null;
}

/** Images of one report. */
export const maxItems = 100_000;

/**
 * Gives a report an item for each image that has a result in the selection: the latest one, which is what readers see. One
 * statement, so that memory does not grow with them.
 *
 * @returns how many; more than `maxItems` when there are more.
 */
export async function selectResults(
  transaction: Prisma.TransactionClient,
  reportId: string,
  { organizationId, studyId, from, to }: Selection,
): Promise<number> {
  return transaction.$executeRawUnsafe(
    statement,
    reportId,
    organizationId,
    studyId,
    from?.toISOString() ?? null,
    to?.toISOString() ?? null,
    maxItems + 1,
  );
}

const statement = `
  WITH latest AS (
    SELECT DISTINCT ON (analysis."medicalImageId") analysis.id, analysis."medicalImageId", analysis."patientId"
    FROM "Analysis" analysis
    JOIN "MedicalImage" image ON image.id = analysis."medicalImageId"
    LEFT JOIN "Series" series ON series.id = image."seriesId"
    WHERE analysis."organizationId" = $2::uuid AND analysis.status = 'SUCCEEDED'
      AND ($3::uuid IS NULL OR series."studyId" = $3::uuid)
      AND ($4::timestamptz IS NULL OR analysis."createdAt" >= $4::timestamptz)
      AND ($5::timestamptz IS NULL OR analysis."createdAt" < $5::timestamptz)
    ORDER BY analysis."medicalImageId", analysis.id DESC
  )
  INSERT INTO "ReanalysisItem" (id, "organizationId", "reportId", ordinal, "patientId", "medicalImageId", "analysisId",
    "storedModelVersionId", "storedOutcome", "storedProbability", "storedBiRads")
  SELECT gen_random_uuid(), $2::uuid, $1::uuid, row_number() OVER (ORDER BY latest.id), latest."patientId",
    latest."medicalImageId", latest.id, result."modelVersionId", result.outcome, result."malignancyProbability",
    result."biRadsCategories"
  FROM latest JOIN "AIAnalysisResult" result ON result."analysisId" = latest.id
  LIMIT $6::int`;
