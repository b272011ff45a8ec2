import { EventEyeError, isErrorCode } from '@eventeye/core';
import { z } from 'zod';
import { visibleImages } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { ServerConfig } from '../config.js';
import type { MedicalImage, PendingUpload, Prisma, PrismaClient } from '../database/client.js';
import { type StoredUploads, storeUploads } from '../image/storeUploads.js';
import type { Caller, ImageService } from '../services.js';
import { maxAnnounced } from './createUploads.js';
import { noSuchUpload } from './uploadAddress.js';
import type { UploadArea } from './uploadArea.js';

/** What completing needs. */
export interface CompletionServices {
  config: ServerConfig;
  prisma: PrismaClient;
  images: ImageService;
  area: UploadArea;
}

/** Longer than any completion takes; after it the process that began is taken for dead. */
const claimMs = 15 * 60_000;
const retryAfterSeconds = 5;

/**
 * Admits and stores what was sent, as multipart does. Completing again answers the same; where it broke off it is done
 * again, and images that are stored are found.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, UPLOAD_INCOMPLETE, QUOTA_EXCEEDED while another request
 * completes one of them.
 */
export async function completeUploads(
  services: CompletionServices,
  caller: Caller,
  ids: readonly string[],
): Promise<StoredUploads> {
  mayChange(caller, 'UPLOAD', 'upload images');
  const { prisma } = services;
  if (ids.length === 0 || ids.length > maxAnnounced || new Set(ids).size !== ids.length) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      `Complete 1 to ${maxAnnounced} different uploads at a time.`,
      {
        path: ['input', 'uploadIds'],
      },
    );
  }
  const { organizationId, userId } = caller;
  const found = await prisma.pendingUpload.findMany({
    where: { id: { in: [...ids] }, organizationId, userId, expiresAt: { gt: new Date() } },
  });
  const byId = new Map(found.map((upload) => [upload.id, upload]));
  const uploads = ids.map((id) => {
    const upload = byId.get(id);
    if (!upload) throw noSuchUpload();
    if (upload.state === 'OPEN') {
      throw new EventEyeError(
        'UPLOAD_INCOMPLETE',
        'The file has not arrived whole. Send it, then complete it.',
      );
    }
    return upload;
  });
  const results = new Map<string, StoredUploads>();
  const waiting = uploads.filter(({ state }) => state === 'RECEIVED');
  // Of one patient in one go: the database is asked for many files at once.
  for (const patientId of new Set(waiting.map((upload) => upload.patientId))) {
    const together = waiting.filter((upload) => upload.patientId === patientId);
    for (const [id, result] of await complete(services, caller, together)) results.set(id, result);
  }
  for (const upload of uploads) {
    if (!results.has(upload.id)) results.set(upload.id, await recall(prisma, caller, upload));
  }
  const ordered = ids.map((id) => results.get(id)!);
  return {
    medicalImages: ordered.flatMap(({ medicalImages }) => medicalImages),
    rejected: ordered.flatMap(({ rejected }) => rejected),
    skipped: ordered.flatMap(({ skipped }) => skipped),
    byUpload: ordered,
  };
}

async function complete(
  { config, prisma, images, area }: CompletionServices,
  caller: Caller,
  uploads: readonly PendingUpload[],
): Promise<Map<string, StoredUploads>> {
  const ids = uploads.map(({ id }) => id);
  await claim(prisma, ids);
  try {
    for (const { id, byteLength } of uploads) {
      if ((await area.lengthOf(id)) !== Number(byteLength)) throw noSuchUpload();
    }
    const sources = uploads.map(async ({ id, filename }) => ({
      filename,
      createReadStream: () => area.read(id),
    }));
    const stored = await storeUploads(
      { images, config },
      caller,
      uploads[0]!.patientId ?? undefined,
      sources,
    );
    const results = new Map(ids.map((id, i) => [id, stored.byUpload[i]!]));
    await settle(prisma, results);
    // Last: until the row says so, it could have to be done again.
    for (const id of ids) await area.remove(id);
    return results;
  } catch (error) {
    await prisma.pendingUpload
      .updateMany({ where: { id: { in: ids } }, data: { claimedUntil: null } })
      .catch(() => {});
    throw error;
  }
}

/** Keeps what became of the uploads, in one statement however many there are. */
async function settle(prisma: PrismaClient, results: ReadonlyMap<string, StoredUploads>): Promise<void> {
  const settled = [...results].map(([id, result]) => ({ id, outcome: outcomeOf(result) }));
  await prisma.$executeRaw`
    UPDATE "PendingUpload" upload SET state = 'COMPLETED', "claimedUntil" = NULL, outcome = settled.outcome
    FROM jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) AS settled (id uuid, outcome jsonb)
    WHERE upload.id = settled.id`;
}

/** One request completes an upload; the database decides which. */
async function claim(prisma: PrismaClient, ids: string[]): Promise<void> {
  const now = new Date();
  const claimedUntil = new Date(now.getTime() + claimMs);
  const free: Prisma.PendingUploadWhereInput = {
    id: { in: ids },
    state: 'RECEIVED',
    OR: [{ claimedUntil: null }, { claimedUntil: { lt: now } }],
  };
  await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.pendingUpload.updateMany({ where: free, data: { claimedUntil } });
    if (count === ids.length) return;
    // Thrown within the transaction: those that were claimed are free again.
    throw new EventEyeError(
      'QUOTA_EXCEEDED',
      'Another request is completing this upload. Ask again in a moment for the same answer.',
      { retryAfterSeconds },
    );
  });
}

const outcomeShape = z.object({
  imageIds: z.array(z.string()),
  rejected: z.array(z.object({ code: z.string(), message: z.string(), filename: z.string() })),
  skipped: z.array(z.object({ filename: z.string(), reason: z.literal('DICOMDIR') })),
});

function outcomeOf({ medicalImages, rejected, skipped }: StoredUploads): z.infer<typeof outcomeShape> {
  return {
    imageIds: medicalImages.map(({ id }) => id),
    rejected: rejected.map(({ code, message, filename }) => ({ code, message, filename: filename ?? '' })),
    skipped: skipped.map(({ filename, reason }) => ({ filename, reason })),
  };
}

async function recall(prisma: PrismaClient, caller: Caller, upload: PendingUpload): Promise<StoredUploads> {
  const { imageIds, rejected, skipped } = outcomeShape.parse(upload.outcome);
  const rows = await prisma.medicalImage.findMany({
    where: { id: { in: imageIds }, ...visibleImages(caller) },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const recalled = {
    medicalImages: imageIds.map((id) => byId.get(id)).filter((row): row is MedicalImage => row !== undefined),
    rejected: rejected.map(
      ({ code, message, filename }) =>
        new EventEyeError(isErrorCode(code) ? code : 'INTERNAL', message, { filename }),
    ),
    skipped,
  };
  return { ...recalled, byUpload: [] };
}
