import { EventEyeError } from '@eventeye/core';
import { visibleImages, visiblePatients } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import type { Prisma, PrismaClient, ReferenceStandard } from '../database/client.js';
import type { Caller } from '../services.js';
import { currentReferenceStandards } from './currentReferenceStandards.js';

/** What turned out to be true of a patient, or of one image. */
export interface ReferenceStandardInput {
  patientId: string;
  /** Left out for the patient as a whole. */
  medicalImageId?: string | null | undefined;
  label: ReferenceStandard['label'];
  source: ReferenceStandard['source'];
  /** Date of the specimen, of the last follow-up or of the consensus. */
  establishedOn: Date;
  note?: string | null | undefined;
}

const mostCharacters = 2_000;

/**
 * Stores what turned out to be true. A later statement about the same patient or image stands beside the earlier and counts in
 * its place. What an image shows and what its patient has never contradict each other: the second of the two is refused.
 *
 * @throws EventEyeError FORBIDDEN, NOT_FOUND, VALIDATION_FAILED.
 */
export async function recordReferenceStandard(
  prisma: PrismaClient,
  caller: Caller,
  input: ReferenceStandardInput,
): Promise<ReferenceStandard> {
  mayChange(caller, 'WRITE', 'record reference standards');
  const { patientId, label, source, establishedOn } = input;
  const medicalImageId = input.medicalImageId ?? null;
  const note = input.note?.trim() || null;
  if (note && note.length > mostCharacters)
    throw invalid('note', `Use at most ${mostCharacters} characters for the note.`);
  if (establishedOn.getTime() > Date.now())
    throw invalid('establishedOn', 'Give the date on which it was established, not one to come.');
  return prisma.$transaction(async (transaction) => {
    await lockPatient(transaction, caller, patientId);
    if (medicalImageId) await findImage(transaction, caller, patientId, medicalImageId);
    await refuseContradiction(transaction, patientId, medicalImageId, label);
    return transaction.referenceStandard.create({
      data: {
        organizationId: caller.organizationId,
        patientId,
        medicalImageId,
        label,
        source,
        establishedOn,
        note,
        recordedById: caller.userId,
      },
    });
  });
}

/** Of two statements about one patient that are made at once, the second sees the first. */
async function lockPatient(transaction: Prisma.TransactionClient, caller: Caller, id: string) {
  const patient = await transaction.patient.findFirst({ where: { id, ...visiblePatients(caller) } });
  if (!patient) throw new EventEyeError('NOT_FOUND', 'There is no such patient. Look the patient up again.');
  await transaction.$queryRaw`SELECT id::text FROM "Patient" WHERE id = ${id}::uuid FOR UPDATE`;
}

async function findImage(
  transaction: Prisma.TransactionClient,
  caller: Caller,
  patientId: string,
  id: string,
): Promise<void> {
  const where = { id, patientId, ...visibleImages(caller) };
  if (await transaction.medicalImage.findFirst({ where, select: { id: true } })) return;
  throw new EventEyeError('NOT_FOUND', 'There is no such image of the patient. Look the patient up again.');
}

async function refuseContradiction(
  transaction: Prisma.TransactionClient,
  patientId: string,
  medicalImageId: string | null,
  label: ReferenceStandard['label'],
): Promise<void> {
  const current = await currentReferenceStandards(transaction, patientId);
  if (medicalImageId) {
    if (label === 'MALIGNANT' && current.some((one) => !one.medicalImageId && one.label === 'BENIGN')) {
      throw invalid(
        'label',
        'The patient is recorded as BENIGN. Correct that first, without medicalImageId.',
      );
    }
  } else if (label === 'BENIGN' && current.some((one) => one.medicalImageId && one.label === 'MALIGNANT')) {
    throw invalid('label', 'An image of the patient is recorded as MALIGNANT. Correct that first.');
  }
}

function invalid(field: string, sentence: string): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', sentence, { path: ['input', field] });
}
