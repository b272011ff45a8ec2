import { EventEyeError } from '@eventeye/core';
import type { InstanceDescription } from '@eventeye/dicom';
import type { AdmittedImage } from './admitImage.js';
import { storableText } from './storableText.js';

/** The record number that an instance names, or why it names none: DICOM_PATIENT_MISSING, VALIDATION_FAILED. */
export function mrnOf({ instance, filename }: AdmittedImage): string | EventEyeError {
  if (!instance) {
    return new EventEyeError(
      'VALIDATION_FAILED',
      'A picture without a DICOM header does not name its patient. Give patientId.',
      { filename, path: ['patientId'] },
    );
  }
  const mrn = storableText(instance.patientId ?? '');
  if (mrn !== '') return mrn;
  return new EventEyeError(
    'DICOM_PATIENT_MISSING',
    'The DICOM file has no Patient ID (0010,0020). Give patientId, or fill it in.',
    { filename },
  );
}

/** The columns of a patient that an instance names. */
export function patientColumns(mrn: string, instance: InstanceDescription | undefined) {
  return {
    mrn,
    name: instance ? textOf(nameOf(instance)) : null,
    birthDate: dateOf(instance?.patientBirthDate),
  };
}

/** The columns of its study. */
export function studyColumns(instance: InstanceDescription) {
  return {
    studyInstanceUid: instance.studyInstanceUid!,
    accessionNumber: textOf(instance.accessionNumber),
    description: textOf(instance.studyDescription),
    institutionName: textOf(instance.institutionName),
    studyDate: dateOf(instance.studyDate),
  };
}

/** The columns of its series. */
export function seriesColumns(instance: InstanceDescription) {
  return {
    seriesInstanceUid: instance.seriesInstanceUid!,
    modality: textOf(instance.modality) ?? 'OT',
    description: textOf(instance.seriesDescription),
    seriesNumber: instance.seriesNumber ?? null,
  };
}

const textOf = (text: string | null | undefined) => (text ? storableText(text) : null);

const dateOf = (text: string | undefined) => (text ? new Date(`${text}T00:00:00Z`) : null);

/** The name in the patient's own script, with the Latin one behind it: 홍^길동 (Hong^Gildong). */
function nameOf({ patientName, patientNameGroups }: InstanceDescription): string | null {
  const { alphabetic, ideographic, phonetic } = patientNameGroups ?? {};
  // Hangul is how Koreans write their names; Kana is how Japanese names are read.
  const own = phonetic && /\p{Script=Hangul}/u.test(phonetic) ? phonetic : (ideographic ?? phonetic);
  if (!own) return alphabetic ?? patientName ?? null;
  return alphabetic ? `${own} (${alphabetic})` : own;
}
