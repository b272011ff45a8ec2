import { EventEyeError } from '@eventeye/core';
import type { MedicalImage, Patient, Prisma, PrismaClient } from '../database/client.js';
import { uuidV7 } from '../database/uuidV7.js';
import type { Caller } from '../services.js';
import { insertRows } from './insertRows.js';
import { type Place, PlaceTaken, placeImages } from './placeImages.js';
import { sliceColumns } from './sliceColumns.js';
import { storableText } from './storableText.js';
import type { WrittenImage } from './withStoredBytes.js';

/**
 * Inserts the rows of images whose bytes are stored, in one transaction: all that can be placed, or none.
 *
 * @returns one outcome an image: its row, why it has no place, or undefined where another request was first.
 */
export async function insertImages(
  prisma: PrismaClient,
  caller: Caller,
  written: readonly WrittenImage[],
  chosen: Patient | undefined,
): Promise<(MedicalImage | EventEyeError | undefined)[]> {
  if (written.length === 0) return [];
  for (let attempt = 1; ; attempt++) {
    try {
      return await insertTogether(prisma, caller, written, chosen);
    } catch (error) {
      if (!(error instanceof PlaceTaken) || attempt === 5) throw error;
    }
  }
}

function insertTogether(
  prisma: PrismaClient,
  caller: Caller,
  written: readonly WrittenImage[],
  chosen: Patient | undefined,
): Promise<(MedicalImage | EventEyeError | undefined)[]> {
  return prisma.$transaction(async (transaction) => {
    const places = await placeImages(
      transaction,
      caller,
      written.map(({ image }) => image),
      chosen,
    );
    const rows = written.map((one, i) => {
      const place = places[i]!;
      return EventEyeError.is(place) ? place : rowOf(caller, one, place);
    });
    const placed = rows.flatMap((row) => (EventEyeError.is(row) ? [] : [row]));
    // In one order everywhere: two requests with the same instances then wait for each other, and never in a circle.
    placed.sort((a, b) => compare(a.sopInstanceUid ?? '', b.sopInstanceUid ?? ''));
    const inserted = await insertRows(transaction, placed);
    return rows.map((row) => (EventEyeError.is(row) || inserted.has(row.id) ? row : undefined));
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function rowOf(caller: Caller, { image, storagePath }: WrittenImage, place: Place): MedicalImage {
  const { instance } = image;
  return {
    id: uuidV7(),
    createdAt: new Date(),
    organizationId: caller.organizationId,
    uploadedById: caller.userId,
    ...place,
    filename: storableText(image.filename),
    kind: image.kind,
    sopClassUid: instance?.sopClassUid ?? null,
    sopInstanceUid: instance?.sopInstanceUid ?? null,
    instanceNumber: instance?.instanceNumber ?? null,
    slicePositionMm: instance?.slicePositionMm ?? null,
    ...sliceColumns(image.slice),
    width: image.width,
    height: image.height,
    frameCount: image.frameCount,
    byteLength: image.bytes.length,
    sha256: image.sha256,
    storagePath,
    deidentification: (image.deidentification ?? null) as Prisma.JsonValue,
  };
}
