import { EventEyeError } from '@eventeye/core';
import { builder } from '../schema/builder.js';
import { errorTypes, RejectedFile } from '../schema/errors.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import { resultUnion } from '../schema/resultUnion.js';
import { MedicalImageNode } from './schema.js';
import { type SkippedFile, type StoredUploads, storeUploads } from './storeUploads.js';

const SkippedReason = builder.enumType('SkippedFileReason', {
  description: 'Why a file was accepted and not kept.',
  values: {
    DICOMDIR: { description: 'The directory of a DICOM medium: the images it lists speak for themselves.' },
  },
});

const SkippedFileObject = builder.objectRef<SkippedFile>('SkippedFile').implement({
  description:
    'A file that belongs to a study and is no image: nothing is wrong with it, and nothing of it is kept.',
  fields: (t) => ({
    filename: t.exposeString('filename', { description: 'The file’s own name as sent.' }),
    reason: t.expose('reason', { type: SkippedReason, description: 'Why it was not kept.' }),
  }),
});

/** What became of the files of an upload, whichever way they came. */
export const UploadMedicalImagesPayload = builder.objectRef<StoredUploads>('UploadMedicalImagesPayload');
UploadMedicalImagesPayload.implement({
  description: 'What became of the files. One bad file never spoils the others.',
  fields: (t) => ({
    medicalImages: t.field({
      type: [MedicalImageNode],
      description: 'The images that are stored now, in the order of the files.',
      resolve: (payload) => payload.medicalImages,
    }),
    rejected: t.field({
      type: [errorTypes.UnsupportedImageError],
      description: 'The files that were not accepted, each with the reason.',
      resolve: (payload) => payload.rejected.map((error) => new RejectedFile(error)),
    }),
    skipped: t.field({
      type: [SkippedFileObject],
      description: 'The files that were accepted and not kept, such as a DICOMDIR.',
      resolve: (payload) => payload.skipped,
    }),
  }),
});

/** The failures of storing files. */
export const uploadFailures = [
  'ValidationError',
  'NotFoundError',
  'ForbiddenError',
  'QuotaExceededError',
] as const;

/** How storing files ends. */
export const uploadResult = resultUnion(
  'UploadMedicalImagesResult',
  UploadMedicalImagesPayload,
  uploadFailures,
  'How uploadMedicalImages ends.',
);

const UploadMedicalImagesInput = builder.inputType('UploadMedicalImagesInput', {
  description: 'Files, and whom they show.',
  fields: (t) => ({
    patientId: t.id({
      description: 'Whom they show. May be left out for DICOM, which names its own patient.',
    }),
    files: t.field({
      type: ['Upload'],
      required: true,
      description:
        'DICOM instances, PNG, JPEG, BMP, TIFF, WebP pictures, or zip archives of these; told by content, not by name.',
    }),
  }),
});

builder.mutationField('uploadMedicalImages', (t) =>
  t.field({
    type: uploadResult.union,
    description:
      'Stores images. Sent as a GraphQL multipart request with the header apollo-require-preflight.',
    args: { input: t.arg({ type: UploadMedicalImagesInput, required: true, description: 'What to store.' }) },
    resolve: (_root, { input }, context) =>
      uploadResult.settle(async () => {
        const caller = requireCaller(context);
        const patientId = input.patientId == null ? undefined : rowIdOf('Patient', input.patientId);
        if (patientId === null) {
          throw new EventEyeError(
            'NOT_FOUND',
            'There is no such patient in your organization. Check patientId.',
          );
        }
        return storeUploads(context.services, caller, patientId, input.files);
      }),
  }),
);
