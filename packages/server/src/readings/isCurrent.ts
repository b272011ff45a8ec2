import { Prisma, type Reading } from '../database/client.js';
import type { RequestContext } from '../schema/context.js';
import { requestLoader } from '../schema/requestLoader.js';

/** Whether a reading is its reader's newest of the image. All readings of a request come in one statement. */
export function isCurrent(context: RequestContext, { id }: Pick<Reading, 'id'>): Promise<boolean> {
  return requestLoader(context, 'isCurrent', async (ids) => {
    const superseded = await context.services.prisma.$queryRaw<{ id: string }[]>`
      SELECT r."id"::text AS id FROM "Reading" r
      WHERE r."id" IN (${Prisma.join(ids.map((each) => Prisma.sql`${each}::uuid`))}) AND EXISTS (
        SELECT 1 FROM "Reading" later
        WHERE later."medicalImageId" = r."medicalImageId" AND later."readerId" = r."readerId" AND later."id" > r."id")`;
    const old = new Set(superseded.map((row) => row.id));
    return (each) => !old.has(each);
  }).load(id);
}
