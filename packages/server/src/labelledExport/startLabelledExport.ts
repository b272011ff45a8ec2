import { EventEyeError } from '@eventeye/core';
import type { AuditActor } from '../audit/auditEvent.js';
import { recordAudit } from '../audit/recordAudit.js';
import type { PrismaClient } from '../database/client.js';
import { type LabelledImages, labelledImages } from './labelledImages.js';

/**
 * Finds what an organization has to export and records that it goes, with every patient whose images go: before the first byte
 * does, through whichever door it leaves.
 *
 * @throws EventEyeError NOT_FOUND where no image has readings that agree.
 */
export async function startLabelledExport(
  prisma: PrismaClient,
  actor: AuditActor,
  organizationId: string,
): Promise<LabelledImages> {
  const labelled = await labelledImages(prisma, organizationId);
  const { images } = labelled;
  if (images.length === 0) {
    throw new EventEyeError(
      'NOT_FOUND',
      'There is nothing to export: no image has readings that agree. Record some with recordReading.',
    );
  }
  const patientIds = [...new Set(images.map(({ patientId }) => patientId))];
  const details = { images: images.length };
  await recordAudit(
    prisma,
    actor,
    [{ type: 'LABELLED_IMAGES_EXPORTED', action: 'R', patientIds, details }],
    organizationId,
  );
  return labelled;
}
