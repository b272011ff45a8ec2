import { aMedicalImage } from '../fixtures/images.js';
import { nextId } from '../fixtures/nextId.js';
import { aPatient } from '../fixtures/people.js';
import { type MockContext, notFound, type RootResolver } from './mockContext.js';

/** Files whose name begins so are refused, whatever they hold. */
export const refusedName = 'not-an-image';

/** Uploads. The mock looks at names only. */
export const uploadMutations: Record<string, RootResolver> = {
  uploadMedicalImages({ input }, context) {
    if (input.patientId && !context.data.patients.some(({ id }) => id === input.patientId)) return notFound();
    return store(input.files as { filename: string }[], input.patientId, context);
  },
  createUploads({ input }, { uploads, data }) {
    if (input.patientId && !data.patients.some(({ id }) => id === input.patientId)) return notFound();
    const announced = (input.files as { filename: string }[]).map(({ filename }) => {
      const uploadId = nextId('Upload');
      uploads.set(uploadId, { filename, patientId: input.patientId ?? null, sent: false });
      const url = `/uploads/${uploadId}`;
      return { __typename: 'PendingUpload', uploadId, filename, url, expiresAt: '2099-01-01T00:00:00.000Z' };
    });
    return { __typename: 'CreateUploadsPayload', uploads: announced };
  },
  completeUploads({ input }, context) {
    const files = (input.uploadIds as string[]).map((id) => context.uploads.get(id));
    if (files.some((file) => !file)) return notFound();
    return store(files as { filename: string }[], files[0]?.patientId, context);
  },
};

function store(
  files: readonly { filename: string }[],
  patientId: string | null | undefined,
  { data }: MockContext,
) {
  const isRefused = ({ filename }: { filename: string }) => filename.startsWith(refusedName);
  const isSkipped = ({ filename }: { filename: string }) => filename === 'DICOMDIR';
  const patient = data.patients.find(({ id }) => id === patientId) ?? data.patients[0] ?? aPatient();
  if (!data.patients.includes(patient)) data.patients.unshift(patient);
  const medicalImages = files
    .filter((file) => !isRefused(file) && !isSkipped(file))
    .map(({ filename }) => aMedicalImage({ filename, patient }));
  data.images.unshift(...medicalImages.toReversed());
  return {
    __typename: 'UploadMedicalImagesPayload',
    medicalImages,
    rejected: files.filter(isRefused).map(({ filename }) => ({
      __typename: 'UnsupportedImageError',
      code: 'IMAGE_UNSUPPORTED',
      message: 'This is no image that can be read. Send DICOM, PNG, JPEG, BMP, TIFF or WebP.',
      filename,
    })),
    skipped: files.filter(isSkipped).map(({ filename }) => ({ filename, reason: 'DICOMDIR' })),
  };
}
