import { createHash } from 'node:crypto';
import { EventEyeError } from '@eventeye/core';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { callerSignal } from '../inference/callerSignal.js';
import type { Services } from '../services.js';
import { createPictureCache } from './pictureCache.js';
import { loadPairs, readPairs, requireBase, type SlicePair } from './volumeSeries.js';

/** Raised when the same slices would give another picture. */
const drawing = 'eventeye-volume/1';
const cacheBytes = 64 * 1024 * 1024;

/**
 * Subtractions and projections behind signed addresses; see `schema.ts`. They are drawn when they are asked for, once for
 * all who ask, and no longer than somebody waits.
 */
export function volumeRoutes({ addresses, prisma, storage, engine }: Services): Router {
  const router = Router();
  const pictures = createPictureCache({ maxBytes: cacheBytes, atOnce: 2 });

  router.get('/series/:id/subtraction', async (request, response) => {
    addresses.verify(request.originalUrl);
    const { base, slice, ...window } = parse(subtractionQuery, request.query);
    const pair = (await loadPairs(prisma, idOf(request), base))[slice];
    if (!pair) throw new EventEyeError('NOT_FOUND', 'The series has no such slice. Look it up again.');
    const after = pair.slice.storagePath;
    const before = requireBase(pair).storagePath;
    await answer(request, response, keyOf(['subtraction', window], [pair]), async (signal) =>
      engine.subtract(await storage.read(after), await storage.read(before), { ...window, signal }),
    );
  });

  router.get('/series/:id/projection', async (request, response) => {
    addresses.verify(request.originalUrl);
    const { base, plane, ...window } = parse(projectionQuery, request.query);
    const pairs = await loadPairs(prisma, idOf(request), base);
    if (base !== undefined) pairs.forEach(requireBase);
    await answer(request, response, keyOf(['projection', plane, window], pairs), (signal) =>
      engine.project(readPairs(storage, pairs), { plane, ...window, signal }),
    );
  });

  /** What a key names never changes; only the right to read it runs out. */
  async function answer(
    request: Request,
    response: Response,
    key: string,
    make: (signal: AbortSignal) => Promise<Uint8Array>,
  ): Promise<void> {
    const etag = `"${key}"`;
    const unchanged = request.headers['if-none-match'] === etag;
    const picture = unchanged ? undefined : await pictures.get(key, callerSignal(response), make);
    const seconds = Math.max(0, Math.floor(Number(request.query.expires) - Date.now() / 1000));
    response.set({
      ETag: etag,
      'Cache-Control': `private, max-age=${seconds}, immutable`,
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    if (picture) response.type('image/png').send(Buffer.from(picture));
    else response.status(304).end();
  }
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

function keyOf(parameters: unknown[], pairs: readonly SlicePair[]): string {
  const content = pairs.map(({ slice, base }) => [slice.sha256, base?.sha256]);
  return createHash('sha256')
    .update(JSON.stringify([drawing, ...parameters, content]))
    .digest('base64url');
}
