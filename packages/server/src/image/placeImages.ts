import { EventEyeError } from '@eventeye/core';
import type { Patient, Prisma } from '../database/client.js';
import type { Caller } from '../services.js';
import type { AdmittedImage } from './admitImage.js';
import { mrnOf, patientColumns, seriesColumns, studyColumns } from './placeColumns.js';

/** Where an image belongs. */
export interface Place {
  patientId: string;
  seriesId: string | null;
}

/** Another request made the same patient, study or series at the same moment: look again. */
export class PlaceTaken extends Error {}

/** What is there, or will be made: its parent, and its columns where it is new. */
interface Planned<Columns> {
  parent: string;
  columns?: Columns;
}

/**
 * Finds or makes the patients, studies and series that images belong to, with one statement a kind. Nothing is made for an
 * image that is refused.
 *
 * @param chosen the patient the caller named; without one an instance names its own by Patient ID.
 * @returns one place an image, in their order; or DICOM_PATIENT_MISSING, VALIDATION_FAILED for a picture without a patient,
 * IMAGE_CONFLICT when its study is another patient's or its series another study's.
 * @throws PlaceTaken.
 */
export async function placeImages(
  transaction: Prisma.TransactionClient,
  { organizationId }: Pick<Caller, 'organizationId'>,
  images: readonly AdmittedImage[],
  chosen: Patient | undefined,
): Promise<(Place | EventEyeError)[]> {
  const known = await findParents(transaction, organizationId, images, chosen);
  const patients = new Map<string, Planned<Prisma.PatientCreateManyInput>>();
  const studies = new Map<string, Planned<Prisma.StudyCreateManyInput>>();
  const series = new Map<string, Planned<Prisma.SeriesCreateManyInput>>();
  const keys = images.map((image) => {
    const { instance } = image;
    const mrn = chosen ? chosen.mrn : mrnOf(image);
    if (EventEyeError.is(mrn)) return mrn;
    const { studyInstanceUid, seriesInstanceUid } = instance ?? {};
    if (studyInstanceUid && seriesInstanceUid) {
      const ofStudy = studies.get(studyInstanceUid)?.parent ?? known.mrnOfStudy(studyInstanceUid) ?? mrn;
      if (ofStudy !== mrn) return conflict(image, 'study', 'for another patient');
      const ofSeries =
        series.get(seriesInstanceUid)?.parent ?? known.studyOfSeries(seriesInstanceUid) ?? studyInstanceUid;
      if (ofSeries !== studyInstanceUid) return conflict(image, 'series', 'in another study');
      if (!series.has(seriesInstanceUid)) {
        const columns = { organizationId, studyId: '', ...seriesColumns(instance!) };
        series.set(seriesInstanceUid, { parent: studyInstanceUid, columns });
      }
      if (!studies.has(studyInstanceUid)) {
        const columns = { organizationId, patientId: '', ...studyColumns(instance!) };
        studies.set(studyInstanceUid, { parent: mrn, columns });
      }
    }
    if (!patients.has(mrn)) {
      patients.set(mrn, { parent: '', columns: { organizationId, ...patientColumns(mrn, instance) } });
    }
    return { mrn, seriesInstanceUid: studyInstanceUid && seriesInstanceUid ? seriesInstanceUid : undefined };
  });
  await makeMissing(transaction, known, patients, studies, series);
  return keys.map((key) => {
    if (EventEyeError.is(key)) return key;
    const seriesId = key.seriesInstanceUid ? known.seriesIds.get(key.seriesInstanceUid)! : null;
    return { patientId: known.patientIds.get(key.mrn)!, seriesId };
  });
}

type Known = Awaited<ReturnType<typeof findParents>>;

async function findParents(
  transaction: Prisma.TransactionClient,
  organizationId: string,
  images: readonly AdmittedImage[],
  chosen: Patient | undefined,
) {
  const patientIds = new Map<string, string>(chosen ? [[chosen.mrn, chosen.id]] : []);
  const mrns = new Set(images.map(mrnOf).filter((mrn) => typeof mrn === 'string'));
  if (!chosen && mrns.size > 0) {
    const where = { organizationId, mrn: { in: [...mrns] } };
    const found = await transaction.patient.findMany({ where, select: { id: true, mrn: true } });
    for (const { id, mrn } of found) patientIds.set(mrn, id);
  }
  const uids = (pick: (image: AdmittedImage) => string | undefined) => [
    ...new Set(images.flatMap((image) => pick(image) ?? [])),
  ];
  const studyUids = uids(({ instance }) => instance?.studyInstanceUid);
  const studies =
    studyUids.length === 0
      ? []
      : await transaction.study.findMany({
          where: { organizationId, studyInstanceUid: { in: studyUids } },
          select: { id: true, studyInstanceUid: true, patientId: true },
        });
  const seriesUids = uids(({ instance }) => instance?.seriesInstanceUid);
  const series =
    seriesUids.length === 0
      ? []
      : await transaction.series.findMany({
          where: { organizationId, seriesInstanceUid: { in: seriesUids } },
          select: { id: true, seriesInstanceUid: true, studyId: true },
        });
  const mrnOfPatient = new Map([...patientIds].map(([mrn, id]) => [id, mrn]));
  const uidOfStudy = new Map(studies.map((study) => [study.id, study.studyInstanceUid]));
  const patientOfStudy = new Map(studies.map((study) => [study.studyInstanceUid, study.patientId]));
  const studyOfSeries = new Map(series.map((one) => [one.seriesInstanceUid, one.studyId]));
  // A parent beyond those of the images is another one for sure.
  const elsewhere = (id: string | undefined, names: Map<string, string>) =>
    id === undefined ? undefined : (names.get(id) ?? '');
  return {
    patientIds,
    studyIds: new Map(studies.map((study) => [study.studyInstanceUid, study.id])),
    seriesIds: new Map(series.map((one) => [one.seriesInstanceUid, one.id])),
    mrnOfStudy: (uid: string) => elsewhere(patientOfStudy.get(uid), mrnOfPatient),
    studyOfSeries: (uid: string) => elsewhere(studyOfSeries.get(uid), uidOfStudy),
  };
}

async function makeMissing(
  transaction: Prisma.TransactionClient,
  known: Known,
  patients: Map<string, Planned<Prisma.PatientCreateManyInput>>,
  studies: Map<string, Planned<Prisma.StudyCreateManyInput>>,
  series: Map<string, Planned<Prisma.SeriesCreateManyInput>>,
): Promise<void> {
  // In one order everywhere, so that two requests never wait for each other in a circle.
  const missing = <Columns>(planned: Map<string, Planned<Columns>>, ids: Map<string, string>) =>
    [...planned].filter(([key]) => !ids.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
  const newPatients = missing(patients, known.patientIds).map(([, { columns }]) => columns!);
  if (newPatients.length > 0) {
    const made = await transaction.patient.createManyAndReturn({ data: newPatients, skipDuplicates: true });
    if (made.length < newPatients.length) throw new PlaceTaken();
    for (const { id, mrn } of made) known.patientIds.set(mrn, id);
  }
  const newStudies = missing(studies, known.studyIds).map(([, { parent, columns }]) => ({
    ...columns!,
    patientId: known.patientIds.get(parent)!,
  }));
  if (newStudies.length > 0) {
    const made = await transaction.study.createManyAndReturn({ data: newStudies, skipDuplicates: true });
    if (made.length < newStudies.length) throw new PlaceTaken();
    for (const { id, studyInstanceUid } of made) known.studyIds.set(studyInstanceUid, id);
  }
  const newSeries = missing(series, known.seriesIds).map(([, { parent, columns }]) => ({
    ...columns!,
    studyId: known.studyIds.get(parent)!,
  }));
  if (newSeries.length > 0) {
    const made = await transaction.series.createManyAndReturn({ data: newSeries, skipDuplicates: true });
    if (made.length < newSeries.length) throw new PlaceTaken();
    for (const { id, seriesInstanceUid } of made) known.seriesIds.set(seriesInstanceUid, id);
  }
}

const actions = {
  study: 'Upload it to that patient, or correct the file.',
  series: "Correct the file's identifiers.",
};

function conflict({ filename }: AdmittedImage, what: keyof typeof actions, where: string): EventEyeError {
  return new EventEyeError(
    'IMAGE_CONFLICT',
    `The ${what} of this file is already stored ${where}. ${actions[what]}`,
    { filename },
  );
}
