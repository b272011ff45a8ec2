import { randomUUID } from 'node:crypto';
import { EventEyeError, extensionOf } from '@eventeye/core';
import type { MedicalImage, Patient, Prisma, PrismaClient } from '../database/client.js';
import { isUniqueViolation } from '../database/isUniqueViolation.js';
import type { Caller, FileStorage } from '../services.js';
import type { AdmittedImage } from './admitImage.js';
import { placeImage } from './placeImage.js';
import { sliceColumns } from './sliceColumns.js';

/**
 * Stores one admitted image: bytes first, then its rows in one transaction; when that fails the bytes go again. The same
 * instance or picture sent twice gives the row that is there.
 *
 * @throws EventEyeError IMAGE_CONFLICT for an instance UID that is stored with other bytes, and the codes of
 * `placeImage`, STORAGE_FAILED.
 */
export async function storeImage(
  { prisma, storage }: { prisma: PrismaClient; storage: FileStorage },
  caller: Caller,
  image: AdmittedImage,
  chosen: Patient | undefined,
): Promise<MedicalImage> {
  const known = await findStored(prisma, caller, image, chosen);
  if (known) return known;
  const id = randomUUID();
  const storagePath = `medical_images/${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/${id}.${extensionOf[image.kind]}`;
  await storage.write(storagePath, image.bytes);
  try {
    return await insertRows(prisma, caller, image, chosen, storagePath);
  } catch (error) {
    // A connection lost while committing leaves it open whether the rows are there; they must not lose their bytes.
    const uncertain = !EventEyeError.is(error) && !isUniqueViolation(error);
    if (uncertain && (await prisma.medicalImage.count({ where: { storagePath } })) > 0) throw error;
    await storage.delete(storagePath);
    if (!isUniqueViolation(error)) throw error;
    // The same instance came by another request in the meantime.
    const winner = await findStored(prisma, caller, image, chosen);
    if (winner) return winner;
    throw error;
  }
}

async function findStored(
  prisma: PrismaClient,
  { organizationId }: Caller,
  { instance, sha256, filename }: AdmittedImage,
  chosen: Patient | undefined,
): Promise<MedicalImage | undefined> {
  const sopInstanceUid = instance?.sopInstanceUid;
  if (!sopInstanceUid) {
    if (!chosen) return undefined;
    const same = { organizationId, patientId: chosen.id, sha256, sopInstanceUid: null };
    return (await prisma.medicalImage.findFirst({ where: same })) ?? undefined;
  }
  const stored = await prisma.medicalImage.findUnique({
    where: { organizationId_sopInstanceUid: { organizationId, sopInstanceUid } },
  });
  if (!stored) return undefined;
  const elsewhere = chosen !== undefined && stored.patientId !== chosen.id;
  if (stored.sha256 === sha256 && !elsewhere) return stored;
  const what = elsewhere ? 'for another patient' : 'with other content';
  throw new EventEyeError(
    'IMAGE_CONFLICT',
    `An image with this SOP Instance UID is already stored ${what}; the first is kept. Give the new one its own UID.`,
    { filename },
  );
}

/** Two requests that make the same patient or study at once: the database lets one win, the other finds it made. */
async function insertRows(
  prisma: PrismaClient,
  caller: Caller,
  image: AdmittedImage,
  chosen: Patient | undefined,
  storagePath: string,
): Promise<MedicalImage> {
  const insert = () =>
    prisma.$transaction(async (transaction) => {
      const place = await placeImage(transaction, caller, image, chosen);
      const { instance } = image;
      return transaction.medicalImage.create({
        data: {
          organizationId: caller.organizationId,
          uploadedById: caller.userId,
          ...place,
          filename: image.filename,
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
          ...(image.deidentification && {
            deidentification: image.deidentification as unknown as Prisma.InputJsonObject,
          }),
        },
      });
    });
  for (let attempt = 1; ; attempt++) {
    try {
      return await insert();
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === 3) throw error;
    }
  }
}
