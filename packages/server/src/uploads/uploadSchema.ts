import { EventEyeError } from '@eventeye/core';
import { UploadMedicalImagesPayload, uploadFailures, uploadResult } from '../image/uploadSchema.js';
import { builder } from '../schema/builder.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import { resultUnion } from '../schema/resultUnion.js';
import { requireUploadId } from './uploadAddress.js';
import type { CreatedUpload } from './uploadService.js';

const PendingUploadObject = builder.objectRef<CreatedUpload>('PendingUpload').implement({
  description: 'A file that is announced and not stored yet.',
  fields: (t) => ({
    uploadId: t.id({
      description: 'For completeUpload. No global id: it is gone when the upload is.',
      resolve: ({ upload }) => upload.id,
    }),
    url: t.string({
      description:
        'Where to PUT the bytes, whole, without an Authorization header. Good for this file, this length and you; relative to the API unless the installation knows its public address.',
      resolve: ({ url }) => url,
    }),
    filename: t.string({ description: 'Its name.', resolve: ({ upload }) => upload.filename }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Sent and completed until then, or forgotten.',
      resolve: ({ upload }) => upload.expiresAt,
    }),
  }),
});

const CreateUploadPayload = builder.objectRef<CreatedUpload>('CreateUploadPayload').implement({
  description: 'The upload is announced. PUT the bytes, then call completeUpload.',
  fields: (t) => ({
    upload: t.field({ type: PendingUploadObject, description: 'The upload.', resolve: (created) => created }),
    uploadId: t.id({ description: 'For completeUpload.', resolve: ({ upload }) => upload.id }),
    url: t.string({ description: 'Where to PUT the bytes.', resolve: ({ url }) => url }),
  }),
});
const createResult = resultUnion(
  'CreateUploadResult',
  CreateUploadPayload,
  uploadFailures,
  'How createUpload ends.',
);
const patientDescription = 'Whom it shows. May be left out for DICOM, which names its own patient.';
const CreateUploadInput = builder.inputType('CreateUploadInput', {
  description: 'A file that will be sent, and whom it shows.',
  fields: (t) => ({
    filename: t.string({ required: true, description: 'Its name, without folders.' }),
    byteLength: t.float({ required: true, description: 'Its length in bytes; a whole number.' }),
    sha256: t.string({ description: 'SHA-256 of the file, hexadecimal; what comes is compared with it.' }),
    patientId: t.id({ description: patientDescription }),
  }),
});

builder.mutationField('createUpload', (t) =>
  t.field({
    type: createResult.union,
    description:
      'Announces a file, such as the zip archive of a study, and gives a signed address to PUT it to. For uploads that can be resumed, send it to /uploads/tus instead.',
    args: {
      input: t.arg({ type: CreateUploadInput, required: true, description: 'Which file.' }),
    },
    resolve: (_root, { input }, context) =>
      createResult.settle(async () => {
        const { patientId, ...file } = input;
        const [created] = await context.services.uploads.create(requireCaller(context), {
          patientId: patientRow(patientId),
          files: [file],
        });
        return created!;
      }),
  }),
);

const CreateUploadsPayload = builder
  .objectRef<{ uploads: CreatedUpload[] }>('CreateUploadsPayload')
  .implement({
    description: 'The uploads are announced.',
    fields: (t) => ({
      uploads: t.field({
        type: [PendingUploadObject],
        description: 'In the order of the files.',
        resolve: ({ uploads }) => uploads,
      }),
    }),
  });
const createManyResult = resultUnion(
  'CreateUploadsResult',
  CreateUploadsPayload,
  uploadFailures,
  'How createUploads ends.',
);
const AnnouncedFileInput = builder.inputType('AnnouncedFileInput', {
  description: 'A file that will be sent.',
  fields: (t) => ({
    filename: t.string({ required: true, description: 'Its name, without folders.' }),
    byteLength: t.float({ required: true, description: 'Its length in bytes; a whole number.' }),
    sha256: t.string({ description: 'SHA-256 of the file, hexadecimal; what comes is compared with it.' }),
  }),
});
const CreateUploadsInput = builder.inputType('CreateUploadsInput', {
  description: 'Files that will be sent, and whom they show.',
  fields: (t) => ({
    files: t.field({ type: [AnnouncedFileInput], required: true, description: 'At most 512.' }),
    patientId: t.id({ description: patientDescription }),
  }),
});

builder.mutationField('createUploads', (t) =>
  t.field({
    type: createManyResult.union,
    description: 'Announces several files, such as the folder of a series: each gets an address of its own.',
    args: { input: t.arg({ type: CreateUploadsInput, required: true, description: 'Which files.' }) },
    resolve: (_root, { input }, context) =>
      createManyResult.settle(async () => ({
        uploads: await context.services.uploads.create(requireCaller(context), {
          patientId: patientRow(input.patientId),
          files: input.files,
        }),
      })),
  }),
);

const CompleteUploadInput = builder.inputType('CompleteUploadInput', {
  description: 'Which upload has been sent.',
  fields: (t) => ({
    uploadId: t.id({
      required: true,
      description: 'Of createUpload, or the last part of the address that tus gave.',
    }),
  }),
});

builder.mutationField('completeUpload', (t) =>
  t.field({
    type: uploadResult.union,
    description:
      'Stores what was sent, as uploadMedicalImages does. Completing again gives the same answer as long as the upload is known.',
    args: { input: t.arg({ type: CompleteUploadInput, required: true, description: 'Which upload.' }) },
    resolve: (_root, { input }, context) =>
      uploadResult.settle(() =>
        context.services.uploads.complete(requireCaller(context), [requireUploadId(input.uploadId)]),
      ),
  }),
);

const CompleteUploadsInput = builder.inputType('CompleteUploadsInput', {
  description: 'Which uploads have been sent.',
  fields: (t) => ({ uploadIds: t.idList({ required: true, description: 'At most 512, each once.' }) }),
});
const completeManyResult = resultUnion(
  'CompleteUploadsResult',
  UploadMedicalImagesPayload,
  uploadFailures,
  'How completeUploads ends.',
);

builder.mutationField('completeUploads', (t) =>
  t.field({
    type: completeManyResult.union,
    description: 'Stores what was sent with several uploads; the answer is in the order of the ids.',
    args: { input: t.arg({ type: CompleteUploadsInput, required: true, description: 'Which uploads.' }) },
    resolve: (_root, { input }, context) =>
      completeManyResult.settle(() =>
        context.services.uploads.complete(requireCaller(context), input.uploadIds.map(requireUploadId)),
      ),
  }),
);

function patientRow(globalId: string | null | undefined): string | undefined {
  if (globalId == null) return undefined;
  const id = rowIdOf('Patient', globalId);
  if (id) return id;
  throw new EventEyeError('NOT_FOUND', 'There is no such patient in your organization. Check patientId.');
}
