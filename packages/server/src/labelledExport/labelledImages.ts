import type { PrismaClient } from '../database/client.js';

/** An image with what its readers say together. */
export interface LabelledImage {
  id: string;
  patientId: string;
  kind: string;
  storagePath: string;
  label: 'BENIGN' | 'MALIGNANT';
  /** Readers who say so. */
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

interface Row extends Omit<LabelledImage, 'label'> {
  benign: number;
  malignant: number;
}

/** What the readers of an organization say of its images, each reader's newest word; in the order of ids. */
export async function labelledImages(prisma: PrismaClient, organizationId: string): Promise<LabelledImages> {
  const rows = await prisma.$queryRaw<Row[]>`
    WITH current AS (
      SELECT DISTINCT ON (r."medicalImageId", r."readerId") r."medicalImageId", r."label", r."isBlinded"
      FROM "Reading" r WHERE r."organizationId" = ${organizationId}::uuid
      ORDER BY r."medicalImageId", r."readerId", r."id" DESC
    )
    SELECT i."id"::text AS id, i."patientId"::text AS "patientId", i."kind", i."storagePath",
      count(*) FILTER (WHERE c."label" = 'BENIGN')::int AS benign,
      count(*) FILTER (WHERE c."label" = 'MALIGNANT')::int AS malignant,
      count(*) FILTER (WHERE c."label" <> 'UNSURE')::int AS readers,
      bool_and(c."isBlinded") AS blinded
    FROM current c JOIN "MedicalImage" i ON i."id" = c."medicalImageId"
    GROUP BY i."id" ORDER BY i."id"`;
  const images = rows
    .filter(({ benign, malignant }) => benign > 0 !== malignant > 0)
    .map(
      ({ benign, malignant: _malignant, ...image }): LabelledImage => ({
        ...image,
        label: benign > 0 ? 'BENIGN' : 'MALIGNANT',
      }),
    );
  return {
    images,
    contradictory: rows.filter(({ benign, malignant }) => benign > 0 && malignant > 0).length,
    undecided: rows.filter(({ readers }) => readers === 0).length,
  };
}
