import { EventEyeError } from '@eventeye/core';
import type { MedicalImage, Patient, PrismaClient } from '../database/client.js';
import type { Caller } from '../services.js';
import type { AdmittedImage } from './admitImage.js';

/**
 * Looks up images that are stored already: instances by their UID, pictures by their bytes and patient.
 *
 * @returns one entry an image, in their order: the row, IMAGE_CONFLICT, or undefined for one that is not stored.
 */
export async function findStored(
  prisma: PrismaClient,
  { organizationId }: Caller,
  images: readonly AdmittedImage[],
  chosen: Patient | undefined,
): Promise<(MedicalImage | EventEyeError | undefined)[]> {
  const uids = new Set(images.flatMap(({ instance }) => instance?.sopInstanceUid ?? []));
  const pictures = chosen ? images.filter(({ instance }) => !instance?.sopInstanceUid) : [];
  const byUid = new Map<string, MedicalImage>();
  if (uids.size > 0) {
    const where = { organizationId, sopInstanceUid: { in: [...uids] } };
    for (const row of await prisma.medicalImage.findMany({ where })) byUid.set(row.sopInstanceUid!, row);
  }
  const byBytes = new Map<string, MedicalImage>();
  if (chosen && pictures.length > 0) {
    const sha256 = { in: [...new Set(pictures.map((picture) => picture.sha256))] };
    const where = { organizationId, patientId: chosen.id, sha256, sopInstanceUid: null };
    for (const row of await prisma.medicalImage.findMany({ where })) byBytes.set(row.sha256, row);
  }
  return images.map((image) => {
    const uid = image.instance?.sopInstanceUid;
    if (!uid) return byBytes.get(image.sha256);
    const stored = byUid.get(uid);
    return stored && sameOrConflict(stored, image, chosen);
  });
}

function sameOrConflict(
  stored: MedicalImage,
  { sha256, filename }: AdmittedImage,
  chosen: Patient | undefined,
): MedicalImage | EventEyeError {
  const elsewhere = chosen !== undefined && stored.patientId !== chosen.id;
  if (stored.sha256 === sha256 && !elsewhere) return stored;
  const what = elsewhere ? 'for another patient' : 'with other content';
  return new EventEyeError(
    'IMAGE_CONFLICT',
    `An image with this SOP Instance UID is already stored ${what}; the first is kept. Give the new one its own UID.`,
    { filename },
  );
}
