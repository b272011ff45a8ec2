import type { AnalysisOutcome } from '@eventeye/core';
import { Prisma, type PrismaClient, type ReferenceStandard } from '../database/client.js';
import { currentStandards } from '../referenceStandard/currentReferenceStandards.js';
import type { CountedCases } from './diagnosticFigures.js';

/** Images of one patient under one model, counted by result and truth. */
interface ImageRow extends CountedCases {
  silentModeId: string;
  modelVersionId: string;
  /** What is true of the patient. */
  patientLabel: ReferenceStandard['label'] | null;
}

/** The results of one model in silent mode, by image and by patient. */
export interface ModelCases {
  modelVersionId: string;
  images: CountedCases[];
  patients: CountedCases[];
}

/**
 * Counts what silent modes computed against what is true, of each the newest model first. Of an image the newest result of each
 * model counts. The patient's result is that of the most suspicious image in scope. An image of a benign patient is benign; one of
 * a malignant patient is what was recorded of that image, and unknown without.
 *
 * @param silentModeIds row ids.
 */
export async function countSilentResults(
  prisma: PrismaClient,
  silentModeIds: readonly string[],
): Promise<(silentModeId: string) => ModelCases[]> {
  const ofPatients = Prisma.sql`r."patientId" IN (SELECT "patientId" FROM latest)`;
  const rows = await prisma.$queryRaw<ImageRow[]>`
    WITH latest AS MATERIALIZED (
      SELECT DISTINCT ON ("silentModeId", "medicalImageId", "modelVersionId")
        "silentModeId", "medicalImageId", "modelVersionId", "patientId", outcome
      FROM "SilentResult" WHERE "silentModeId" = ANY (${silentModeIds}::uuid[])
      ORDER BY "silentModeId", "medicalImageId", "modelVersionId", "analysisId" DESC
    ), current AS MATERIALIZED (${currentStandards(ofPatients)}),
    patient AS (
      SELECT "patientId", coalesce(
        max(label::text) FILTER (WHERE "medicalImageId" IS NULL),
        max(label::text) FILTER (WHERE label = 'MALIGNANT')
      ) AS label
      FROM current GROUP BY "patientId"
    )
    SELECT latest."silentModeId"::text AS "silentModeId", latest."modelVersionId"::text AS "modelVersionId",
      latest."patientId"::text AS "patientId", latest.outcome::text AS outcome, patient.label AS "patientLabel",
      CASE WHEN patient.label = 'BENIGN' THEN 'BENIGN' ELSE image.label::text END AS label, count(*)::int AS count
    FROM latest
    LEFT JOIN patient ON patient."patientId" = latest."patientId"
    LEFT JOIN current image ON image."medicalImageId" = latest."medicalImageId"
    GROUP BY 1, 2, 3, 4, 5, 6`;
  return (silentModeId) => modelsOf(rows.filter((row) => row.silentModeId === silentModeId));
}

function modelsOf(rows: readonly ImageRow[]): ModelCases[] {
  const models = new Map<string, ImageRow[]>();
  for (const row of rows) {
    const own = models.get(row.modelVersionId);
    if (own) own.push(row);
    else models.set(row.modelVersionId, [row]);
  }
  // Ids are in order of time.
  return [...models]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(([modelVersionId, images]) => ({ modelVersionId, images, patients: patientsOf(images) }));
}

/** From the least telling to the most. */
const ranks: readonly AnalysisOutcome[] = ['OUT_OF_SCOPE', 'BENIGN', 'INCONCLUSIVE', 'MALIGNANT'];

function patientsOf(images: readonly ImageRow[]): CountedCases[] {
  const patients = new Map<string, CountedCases>();
  for (const { patientId, outcome, patientLabel } of images) {
    const known = patients.get(patientId);
    if (known && ranks.indexOf(known.outcome) >= ranks.indexOf(outcome)) continue;
    patients.set(patientId, { patientId, outcome, label: patientLabel, count: 1 });
  }
  return [...patients.values()];
}
