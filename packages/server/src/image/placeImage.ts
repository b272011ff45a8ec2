import { EventEyeError } from '@eventeye/core';
import type { InstanceDescription } from '@eventeye/dicom';
import type { Patient, Prisma } from '../database/client.js';
import type { Caller } from '../services.js';
import type { AdmittedImage } from './admitImage.js';

/** Where an image belongs. */
export interface Place {
  patientId: string;
  seriesId: string | null;
}

/**
 * Finds or makes the patient, study and series an image belongs to. Every step is one statement that finds or makes, so
 * that files of one study may come in any order and at the same time.
 *
 * @param chosen the patient the caller named; without one the instance names its own by Patient ID.
 * @throws EventEyeError DICOM_PATIENT_MISSING, VALIDATION_FAILED for a picture without a patient, IMAGE_CONFLICT when
 * the study is another patient's.
 */
export async function placeImage(
  transaction: Prisma.TransactionClient,
  { organizationId }: Pick<Caller, 'organizationId'>,
  { instance, filename }: AdmittedImage,
  chosen: Patient | undefined,
): Promise<Place> {
  const patient = chosen ?? (await findOwnPatient());
  if (!instance?.studyInstanceUid || !instance.seriesInstanceUid)
    return { patientId: patient.id, seriesId: null };
  const { studyInstanceUid, seriesInstanceUid } = instance;
  const study = await transaction.study.upsert({
    where: { organizationId_studyInstanceUid: { organizationId, studyInstanceUid } },
    create: {
      organizationId,
      patientId: patient.id,
      studyInstanceUid,
      accessionNumber: instance.accessionNumber ?? null,
      description: instance.studyDescription ?? null,
      studyDate: dateOf(instance.studyDate),
    },
    update: {},
  });
  if (study.patientId !== patient.id) {
    throw new EventEyeError(
      'IMAGE_CONFLICT',
      'The study of this file is already stored for another patient. Upload it to that patient, or correct the file.',
      { filename },
    );
  }
  const series = await transaction.series.upsert({
    where: { organizationId_seriesInstanceUid: { organizationId, seriesInstanceUid } },
    create: {
      organizationId,
      studyId: study.id,
      seriesInstanceUid,
      modality: instance.modality ?? 'OT',
      description: instance.seriesDescription ?? null,
      seriesNumber: instance.seriesNumber ?? null,
    },
    update: {},
  });
  if (series.studyId !== study.id) {
    throw new EventEyeError(
      'IMAGE_CONFLICT',
      "The series of this file is already stored in another study. Correct the file's identifiers.",
      { filename },
    );
  }
  return { patientId: patient.id, seriesId: series.id };

  async function findOwnPatient(): Promise<Patient> {
    if (!instance) {
      throw new EventEyeError(
        'VALIDATION_FAILED',
        'A picture without a DICOM header does not name its patient. Give patientId.',
        { filename, path: ['patientId'] },
      );
    }
    const mrn = instance.patientId;
    if (!mrn) {
      throw new EventEyeError(
        'DICOM_PATIENT_MISSING',
        'The DICOM file has no Patient ID (0010,0020). Give patientId, or fill it in.',
        { filename },
      );
    }
    return transaction.patient.upsert({
      where: { organizationId_mrn: { organizationId, mrn } },
      create: {
        organizationId,
        mrn,
        name: nameOf(instance),
        birthDate: dateOf(instance.patientBirthDate),
      },
      update: {},
    });
  }
}

const dateOf = (text: string | undefined) => (text ? new Date(`${text}T00:00:00Z`) : null);

/** The name in the patient's own script, with the Latin one behind it: 홍^길동 (Hong^Gildong). */
function nameOf({ patientName, patientNameGroups }: InstanceDescription): string | null {
  const { alphabetic, ideographic, phonetic } = patientNameGroups ?? {};
  // Hangul is how Koreans write their names; Kana is how Japanese names are read.
  const own = phonetic && /\p{Script=Hangul}/u.test(phonetic) ? phonetic : (ideographic ?? phonetic);
  if (!own) return alphabetic ?? patientName ?? null;
  return alphabetic ? `${own} (${alphabetic})` : own;
}
