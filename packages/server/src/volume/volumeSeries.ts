import { EventEyeError } from '@eventeye/core';
import type { VolumeSlice } from '@eventeye/inference';
import type { Bounds } from '../access/bounds.js';
import { visibleImages, visibleSeries } from '../access/visibleRows.js';
import type { PrismaClient } from '../database/client.js';
import { notFound } from '../schema/requireRowId.js';
import type { FileStorage } from '../services.js';
import { sliceOrder } from '../study/sliceOrder.js';
import { pairSlices } from './pairSlices.js';

/** What is stored of one slice. */
export interface StoredSlice {
  id: string;
  sha256: string;
  storagePath: string;
  slicePositionMm: number | null;
  frameCount: number;
}

/** A slice, with the one to subtract where there is to be one and the base series has it. */
export interface SlicePair {
  /** In slice order, from 0. */
  index: number;
  slice: StoredSlice;
  base: StoredSlice | undefined;
}

/** One more than any volume may hold: the engine then refuses. */
const mostSlices = 2_001;

/**
 * The slices of a series in slice order, each with the slice of the base series at its place.
 *
 * @param bounds in which they must be.
 * @throws EventEyeError NOT_FOUND, VALIDATION_FAILED for a series that is its own base, VOLUME_GEOMETRY_INVALID.
 */
export async function loadPairs(
  prisma: PrismaClient,
  bounds: Bounds,
  seriesId: string,
  baseSeriesId: string | undefined,
): Promise<SlicePair[]> {
  const slices = await slicesOf(prisma, bounds, seriesId);
  if (baseSeriesId !== undefined) await checkBase(prisma, bounds, seriesId, baseSeriesId);
  const bases =
    baseSeriesId === undefined ? [] : pairSlices(slices, await slicesOf(prisma, bounds, baseSeriesId));
  return slices.map((slice, index) => ({ index, slice, base: bases[index] }));
}

/**
 * The slice to subtract.
 *
 * @throws EventEyeError COMPANION_IMAGE_MISSING where there is none at the place of the slice.
 */
export function requireBase({ index, base }: SlicePair): StoredSlice {
  if (base) return base;
  throw new EventEyeError(
    'COMPANION_IMAGE_MISSING',
    `The series before contrast has no slice at the place of slice ${index} (counted from 0). Upload it whole, or choose another.`,
  );
}

/**
 * Both series are of one study: passes of one examination.
 *
 * @throws EventEyeError NOT_FOUND, VALIDATION_FAILED.
 */
export async function checkBase(
  prisma: PrismaClient,
  bounds: Bounds,
  seriesId: string,
  baseSeriesId: string,
): Promise<void> {
  if (seriesId === baseSeriesId) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'A series minus itself is black. Choose the one before contrast.',
      {
        path: ['baseSeriesId'],
      },
    );
  }
  // findUnique: Prisma asks for those of one request together.
  const select = { studyId: true } as const;
  const visible = visibleSeries(bounds);
  const [series, base] = await Promise.all([
    prisma.series.findUnique({ where: { id: seriesId, ...visible }, select }),
    prisma.series.findUnique({ where: { id: baseSeriesId, ...visible }, select }),
  ]);
  if (!series || !base || series.studyId !== base.studyId) throw notFound('series in the same study');
}

/** Reads the files of pairs one after another, as they are asked for. */
export async function* readPairs(
  storage: FileStorage,
  pairs: readonly SlicePair[],
): AsyncGenerator<VolumeSlice> {
  for (const { slice, base } of pairs) {
    const bytes = await storage.read(slice.storagePath);
    yield base ? { bytes, base: await storage.read(base.storagePath) } : { bytes };
  }
}

async function slicesOf(prisma: PrismaClient, bounds: Bounds, seriesId: string): Promise<StoredSlice[]> {
  const slices = await prisma.medicalImage.findMany({
    where: { seriesId, ...visibleImages(bounds) },
    orderBy: [...sliceOrder],
    select: { id: true, sha256: true, storagePath: true, slicePositionMm: true, frameCount: true },
    take: mostSlices,
  });
  if (slices.length === 0) throw notFound('series');
  // Told before such files, which may be large, are read.
  if (slices.some(({ frameCount }) => frameCount > 1)) {
    throw new EventEyeError(
      'VOLUME_GEOMETRY_INVALID',
      'Multi-frame images are not subtracted or projected. Export the series as one image for each slice.',
    );
  }
  return slices;
}
