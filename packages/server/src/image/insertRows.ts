import type { MedicalImage, Prisma } from '../database/client.js';

/** The columns with their types; a column that the schema gains and this lacks does not compile. */
const columns = {
  id: 'uuid',
  organizationId: 'uuid',
  patientId: 'uuid',
  seriesId: 'uuid',
  filename: 'text',
  kind: 'text',
  sopClassUid: 'text',
  sopInstanceUid: 'text',
  instanceNumber: 'int4',
  slicePositionMm: 'float8',
  imagePosition: 'float8[]',
  imageOrientation: 'float8[]',
  pixelSpacing: 'float8[]',
  sliceThicknessMm: 'float8',
  laterality: 'text',
  patientPosition: 'text',
  temporalPosition: 'int4',
  acquisitionSeconds: 'float8',
  triggerTimeMs: 'float8',
  contentSeconds: 'float8',
  width: 'int4',
  height: 'int4',
  frameCount: 'int4',
  byteLength: 'int4',
  sha256: 'text',
  storagePath: 'text',
  deidentification: 'jsonb',
  uploadedById: 'uuid',
  createdAt: 'timestamptz(3)',
} as const satisfies Record<keyof MedicalImage, string>;

const names = Object.keys(columns).map((name) => `"${name}"`);
const statement = `INSERT INTO "MedicalImage" (${names.join(', ')})
SELECT ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb)
AS given (${Object.entries(columns)
  .map(([name, type]) => `"${name}" ${type}`)
  .join(', ')})
ON CONFLICT DO NOTHING RETURNING "id"`;

/**
 * Inserts rows with one statement of one parameter, whatever their number: Prisma's createMany works out a plan of every
 * value of every row anew, which took longer than the database.
 *
 * @returns the ids of those that were not there before.
 */
export async function insertRows(
  transaction: Prisma.TransactionClient,
  rows: readonly MedicalImage[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await transaction.$queryRawUnsafe<{ id: string }[]>(statement, JSON.stringify(rows));
  return new Set(inserted.map(({ id }) => id));
}
