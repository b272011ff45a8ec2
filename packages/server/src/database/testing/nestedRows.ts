import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../client.js';
import { uuidV7 } from '../uuidV7.js';

/** A patient with one row of everything that has something beneath it. */
export interface Parents {
  patientId: string;
  studyId: string;
  seriesId: string;
  imageId: string;
  analysisId: string;
  seriesAnalysisId: string;
  reportId: string;
}

interface Owner {
  organizationId: string;
  userId: string;
  modelVersionId: string;
}

/** Adds the parents. */
export async function addParents(prisma: PrismaClient, owner: Owner, n: number): Promise<Parents> {
  const { organizationId, userId: requestedById, modelVersionId } = owner;
  const patient = await prisma.patient.create({ data: { organizationId, mrn: `N${n}` } });
  const patientId = patient.id;
  // The newest study, image and analysis: what the first pages begin with.
  const parents = {
    studyId: '',
    seriesId: '',
    imageId: '',
    analysisId: '',
    seriesAnalysisId: '',
    reportId: '',
  };
  const study = await prisma.study.create({
    data: { organizationId, patientId, studyInstanceUid: randomUUID(), studyDate: new Date('2030-01-01') },
  });
  const series = await prisma.series.create({
    data: { organizationId, studyId: study.id, seriesInstanceUid: randomUUID(), modality: 'MR' },
  });
  const image = await prisma.medicalImage.create({
    data: { ...imageOf(owner, patientId, series.id), id: 'ffffffff-0000-7000-8000-00000000000' + n },
  });
  const run = await prisma.seriesAnalysis.create({
    data: { organizationId, patientId, seriesId: series.id, sliceCount: 1, status: 'SUCCEEDED' },
  });
  const analysis = await prisma.analysis.create({
    data: {
      ...{ organizationId, patientId, medicalImageId: image.id, status: 'SUCCEEDED' },
      id: 'ffffffff-0000-7000-8000-00000000000' + n,
    },
  });
  const report = await prisma.reanalysisReport.create({
    data: { organizationId, requestedById, modelVersionId, status: 'SUCCEEDED' },
  });
  return {
    ...parents,
    ...{ patientId, studyId: study.id, seriesId: series.id, imageId: image.id, analysisId: analysis.id },
    ...{ seriesAnalysisId: run.id, reportId: report.id },
  };
}

/** Adds `count` rows beneath each of them, with ties and gaps in what they are ordered by. */
export async function addChildren(
  prisma: PrismaClient,
  owner: Owner,
  parents: Parents,
  count: number,
  from: number,
): Promise<void> {
  const { organizationId, userId, modelVersionId } = owner;
  const { patientId, seriesId, imageId, analysisId, seriesAnalysisId, reportId } = parents;
  const each = <T>(make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(from + i));
  const place = (i: number) => (i % 4 === 0 ? null : Math.floor(i / 2) / 3);
  await prisma.study.createMany({
    data: each((i) => ({
      ...{ organizationId, patientId, studyInstanceUid: randomUUID() },
      studyDate: i % 3 === 0 ? null : new Date(Date.UTC(2020, 0, 1 + Math.floor(i / 2))),
    })),
  });
  const images = each((i) => ({
    ...imageOf(owner, patientId, seriesId),
    id: uuidV7(),
    slicePositionMm: place(i),
    instanceNumber: i % 5 === 0 ? null : i,
  }));
  await prisma.medicalImage.createMany({ data: images });
  await prisma.analysis.createMany({
    data: images.flatMap(({ id }) => [
      { organizationId, patientId, medicalImageId: id, seriesAnalysisId, status: 'SUCCEEDED' as const },
      { organizationId, patientId, medicalImageId: imageId, status: 'SUCCEEDED' as const },
    ]),
  });
  const readings: Prisma.ReadingCreateManyInput[] = each(() => ({
    ...{ organizationId, patientId, analysisId, medicalImageId: imageId, readerId: userId },
    ...{ agrees: true, label: 'BENIGN' },
  }));
  await prisma.reading.createMany({ data: readings });
  const truths: Prisma.ReferenceStandardCreateManyInput[] = each(() => ({
    ...{ organizationId, patientId, label: 'BENIGN', source: 'FOLLOW_UP' },
    ...{ establishedOn: new Date('2026-01-31'), recordedById: userId },
  }));
  await prisma.referenceStandard.createMany({ data: truths });
  await prisma.reanalysisItem.createMany({
    data: each((i) => ({
      ...{ organizationId, reportId, ordinal: i + 1, patientId, medicalImageId: imageId, analysisId },
      ...{ storedModelVersionId: modelVersionId, storedOutcome: 'BENIGN', storedProbability: 0.1 },
      state: 'OUTCOME_CHANGED',
    })),
  });
}

const imageOf = ({ organizationId }: Owner, patientId: string, seriesId: string) => ({
  ...{ organizationId, patientId, seriesId, filename: 'a.dcm', kind: 'dicom', width: 8, height: 8 },
  ...{ frameCount: 1, byteLength: 1, sha256: '0', storagePath: `medical_images/${randomUUID()}.dcm` },
});
