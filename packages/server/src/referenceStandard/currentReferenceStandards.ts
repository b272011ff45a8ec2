import { Prisma, type ReferenceStandard } from '../database/client.js';

/** A statement that counts: the newest about its patient or image. */
export type CurrentReferenceStandard = Pick<
  ReferenceStandard,
  'id' | 'patientId' | 'medicalImageId' | 'label' | 'source'
>;

/** The statements about a patient and the patient's images that count, at most one for each. */
export function currentReferenceStandards(
  executor: Pick<Prisma.TransactionClient, '$queryRaw'>,
  patientId: string,
): Promise<CurrentReferenceStandard[]> {
  const current = currentStandards(Prisma.sql`r."patientId" = ${patientId}::uuid`);
  return executor.$queryRaw`SELECT id::text AS id, "patientId"::text AS "patientId", "medicalImageId"::text AS "medicalImageId",
    label::text AS label, source::text AS source FROM (${current}) current`;
}

/** Of those that fit a condition, the newest about each patient and each image; `r` is the table's alias in it. Ids are in order of time. */
export function currentStandards(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT DISTINCT ON (r."patientId", r."medicalImageId")
    r.id, r."patientId", r."medicalImageId", r.label, r.source
    FROM "ReferenceStandard" r WHERE ${condition}
    ORDER BY r."patientId", r."medicalImageId", r.id DESC`;
}
