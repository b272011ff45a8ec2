import { EventEyeError } from '@eventeye/core';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { createPictureCache } from '../rendering/pictureCache.js';
import { pictureKey } from '../rendering/pictureKey.js';
import { sendPicture } from '../rendering/sendPicture.js';
import { boundsOf } from '../rendering/signedForUser.js';
import type { Services } from '../services.js';
import { loadPairs, readPairs, requireBase, type SlicePair } from './volumeSeries.js';

const cacheBytes = 64 * 1024 * 1024;

/**
 * Subtractions and projections behind signed addresses; see `schema.ts`. They are drawn when they are asked for, once for
 * all who ask, and no longer than somebody waits. Goes behind `signedForUser`.
 */
export function volumeRoutes({ prisma, storage, engine }: Services): Router {
  const router = Router();
  // Not the cache of single images: a projection takes seconds, and those must not wait behind it.
  const pictures = createPictureCache({ maxBytes: cacheBytes, atOnce: 2, maxWaiting: 256 });

  router.get('/series/:id/subtraction', async (request, response) => {
    const { base, slice, ...window } = parse(subtractionQuery, request.query);
    const pair = (await loadPairs(prisma, boundsOf(response), idOf(request), base))[slice];
    if (!pair) throw new EventEyeError('NOT_FOUND', 'The series has no such slice. Look it up again.');
    const after = pair.slice.storagePath;
    const before = requireBase(pair).storagePath;
    const key = pictureKey('subtraction', window, hashesOf([pair]));
    await sendPicture(request, response, pictures, key, async (signal) =>
      engine.subtract(await storage.read(after), await storage.read(before), { ...window, signal }),
    );
  });

  router.get('/series/:id/projection', async (request, response) => {
    const { base, plane, ...window } = parse(projectionQuery, request.query);
    const pairs = await loadPairs(prisma, boundsOf(response), idOf(request), base);
    if (base !== undefined) pairs.forEach(requireBase);
    const key = pictureKey('projection', plane, window, hashesOf(pairs));
    await sendPicture(request, response, pictures, key, (signal) =>
      engine.project(readPairs(storage, pairs), { plane, ...window, signal }),
    );
  });
  return router;
}

const number = z.coerce.number();
const window = { windowCenter: number.optional(), windowWidth: number.positive().optional() };
const subtractionQuery = z.object({ base: z.uuid(), slice: number.int().min(0), ...window });
const projectionQuery = z.object({
  base: z.uuid().optional(),
  plane: z.enum(['AXIAL', 'SAGITTAL', 'CORONAL']),
  ...window,
});

/** The parsed query without what is absent; an address that we signed parses. */
function parse<Query extends object>(schema: z.ZodType<Query>, query: unknown): Defined<Query> {
  const parsed = schema.safeParse(query);
  if (!parsed.success) {
    throw new EventEyeError('VALIDATION_FAILED', 'The address is incomplete. Ask the API for a new one.');
  }
  const present = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Defined<Query>;
}
type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

const idOf = (request: Request): string => {
  const id = z.uuid().safeParse(request.params.id);
  if (!id.success) throw new EventEyeError('NOT_FOUND', 'There is no such series any more.');
  return id.data;
};

const hashesOf = (pairs: readonly SlicePair[]) =>
  pairs.map(({ slice, base }) => [slice.sha256, base?.sha256 ?? null]);
