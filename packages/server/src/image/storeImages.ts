import type { EventEyeError } from '@eventeye/core';
import type { MedicalImage, Patient, PrismaClient } from '../database/client.js';
import type { Caller, FileStorage } from '../services.js';
import type { AdmittedImage } from './admitImage.js';
import { findStored } from './findStored.js';
import { insertImages } from './insertImages.js';
import { withStoredBytes } from './withStoredBytes.js';

/**
 * Stores admitted images together: bytes first, then their rows in one transaction, whose number of statements does not
 * grow with that of the images. What is not stored loses its bytes again. The same instance or picture sent twice gives the
 * row that is there.
 *
 * @returns one outcome an image, in their order: its row, or IMAGE_CONFLICT for an instance UID that is stored with other
 * bytes, the codes of `placeImages`, STORAGE_FAILED.
 */
export async function storeImages(
  services: { prisma: PrismaClient; storage: FileStorage },
  caller: Caller,
  images: readonly AdmittedImage[],
  chosen: Patient | undefined,
): Promise<(MedicalImage | EventEyeError)[]> {
  if (images.length === 0) return [];
  const { prisma, storage } = services;
  const outcomes: (MedicalImage | EventEyeError | undefined)[] = await findStored(
    prisma,
    caller,
    images,
    chosen,
  );
  const fresh: number[] = [];
  const keys = new Set<string>();
  for (const [i, image] of images.entries()) {
    const key = image.instance?.sopInstanceUid ?? image.sha256;
    if (outcomes[i] || keys.has(key)) continue;
    keys.add(key);
    fresh.push(i);
  }
  const stored = await withStoredBytes(
    storage,
    fresh.map((i) => images[i]!),
    (written) => insertImages(prisma, caller, written, chosen),
    (storagePaths) => storedPaths(prisma, storagePaths),
  );
  for (const [position, i] of fresh.entries()) outcomes[i] = stored[position];
  // Twins within the request, and those whose twin came by another request in the meantime, are found now.
  const left = images.map((_, i) => i).filter((i) => outcomes[i] === undefined);
  if (left.length > 0) {
    const again = await storeImages(
      services,
      caller,
      left.map((i) => images[i]!),
      chosen,
    );
    for (const [position, i] of left.entries()) outcomes[i] = again[position]!;
  }
  return outcomes as (MedicalImage | EventEyeError)[];
}

async function storedPaths(prisma: PrismaClient, storagePaths: string[]): Promise<Set<string>> {
  const rows = await prisma.medicalImage.findMany({
    where: { storagePath: { in: storagePaths } },
    select: { storagePath: true },
  });
  return new Set(rows.map(({ storagePath }) => storagePath));
}
