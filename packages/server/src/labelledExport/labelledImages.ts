import { Prisma, type PrismaClient, type ReferenceStandard } from '../database/client.js';
import { currentStandards } from '../referenceStandard/currentReferenceStandards.js';

/** An image with what is true of it, or what its readers say together. */
export interface LabelledImage {
  id: string;
  patientId: string;
  kind: string;
  storagePath: string;
  label: 'BENIGN' | 'MALIGNANT';
  /** Who says so. */
  source: ReferenceStandard['source'] | 'READERS';
  /** Readers who decided. */
  readers: number;
  /** Whether all of them read before they saw the result. */
  blinded: boolean;
}

/** The images to train from, and how many have readings that do not label them. */
export interface LabelledImages {
  images: LabelledImage[];
  /** Readers say benign and malignant of the same image. */
  contradictory: number;
  /** Readings leave it open. */
  undecided: number;
}

interface Row extends Omit<LabelledImage, 'label' | 'source'> {
  benign: number;
  malignant: number;
  /** What turned out to be true. */
  truth: LabelledImage['label'] | null;
  truthSource: LabelledImage['source'] | null;
}

/**
 * The images of an organization that are labelled, in the order of ids. What turned out to be true goes before what readers say;
 * of a benign patient every image that was read is benign. Else each reader's newest word counts.
 */
export async function labelledImages(prisma: PrismaClient, organizationId: string): Promise<LabelledImages> {
  const ofOrganization = Prisma.sql`r."organizationId" = ${organizationId}::uuid`;
  const rows = await prisma.$queryRaw<Row[]>`
    WITH current AS (
      SELECT DISTINCT ON (r."medicalImageId", r."readerId") r."medicalImageId", r."label", r."isBlinded"
      FROM "Reading" r WHERE r."organizationId" = ${organizationId}::uuid
      ORDER BY r."medicalImageId", r."readerId", r."id" DESC
    ), readers AS (
      SELECT c."medicalImageId",
        count(*) FILTER (WHERE c."label" = 'BENIGN')::int AS benign,
        count(*) FILTER (WHERE c."label" = 'MALIGNANT')::int AS malignant,
        count(*) FILTER (WHERE c."label" <> 'UNSURE')::int AS readers,
        bool_and(c."isBlinded") AS blinded
      FROM current c GROUP BY c."medicalImageId"
    ), truth AS (${currentStandards(ofOrganization)})
    SELECT i."id"::text AS id, i."patientId"::text AS "patientId", i."kind", i."storagePath",
      coalesce(readers.benign, 0) AS benign, coalesce(readers.malignant, 0) AS malignant,
      coalesce(readers.readers, 0) AS readers, coalesce(readers.blinded, true) AS blinded,
      CASE WHEN patient."label" = 'BENIGN' THEN 'BENIGN' ELSE image."label"::text END AS truth,
      CASE WHEN patient."label" = 'BENIGN' THEN patient."source"::text ELSE image."source"::text END AS "truthSource"
    FROM readers FULL JOIN (SELECT * FROM truth WHERE "medicalImageId" IS NOT NULL) image USING ("medicalImageId")
    JOIN "MedicalImage" i ON i."id" = "medicalImageId"
    LEFT JOIN truth patient ON patient."patientId" = i."patientId" AND patient."medicalImageId" IS NULL
    ORDER BY i."id"`;
  return {
    images: rows.flatMap((row) => labelled(row) ?? []),
    contradictory: rows.filter((row) => !row.truth && row.benign > 0 && row.malignant > 0).length,
    undecided: rows.filter((row) => !row.truth && row.readers === 0).length,
  };
}

function labelled({ benign, malignant, truth, truthSource, ...image }: Row): LabelledImage | undefined {
  if (truth && truthSource) return { ...image, label: truth, source: truthSource };
  if (benign > 0 === malignant > 0) return undefined;
  return { ...image, label: benign > 0 ? 'BENIGN' : 'MALIGNANT', source: 'READERS' };
}
