import DataLoader from 'dataloader';
import { Prisma, type Reading } from '../database/client.js';
import type { RequestContext } from '../schema/context.js';

/** Loaders live as long as the request they belong to. */
const loaders = new WeakMap<RequestContext, DataLoader<string, boolean>>();

/** Whether a reading is its reader's newest of the image. All readings of a request come in one statement. */
export function isCurrent(context: RequestContext, { id }: Pick<Reading, 'id'>): Promise<boolean> {
  let loader = loaders.get(context);
  if (!loader) {
    loader = new DataLoader((ids) => areCurrent(context, ids), { cache: false });
    loaders.set(context, loader);
  }
  return loader.load(id);
}

async function areCurrent(
  { services: { prisma } }: RequestContext,
  ids: readonly string[],
): Promise<boolean[]> {
  const superseded = await prisma.$queryRaw<{ id: string }[]>`
    SELECT r."id"::text AS id FROM "Reading" r
    WHERE r."id" IN (${Prisma.join(ids.map((id) => Prisma.sql`${id}::uuid`))}) AND EXISTS (
      SELECT 1 FROM "Reading" later
      WHERE later."medicalImageId" = r."medicalImageId" AND later."readerId" = r."readerId" AND later."id" > r."id")`;
  const old = new Set(superseded.map((row) => row.id));
  return ids.map((id) => !old.has(id));
}
