import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import { mayRead } from '../access/mayRead.js';
import { visibleImages, visiblePatients } from '../access/visibleRows.js';
import { mayChange } from '../auth/mayChange.js';
import { storeUploads } from '../image/storeUploads.js';
import type { RequestContext } from '../schema/context.js';
import { requireCaller } from '../schema/requireCaller.js';
import { notFound, requireRowId } from '../schema/requireRowId.js';
import { countBody } from '../uploads/countBody.js';
import { apiPath } from './apiPath.js';
import { NothingStored } from './nothingStored.js';
import { operation } from './operation.js';
import { idParameter, none } from './parameters.js';
import { receiveForm } from './receiveForm.js';
import { representImage, withImage } from './represent.js';
import { MedicalImage, StoredImages } from './resources.js';

export const uploadMedicalImages = operation({
  method: 'post',
  path: '/medical-images/',
  operationId: 'uploadMedicalImages',
  tag: 'Images',
  summary: 'Upload images',
  description:
    'DICOM instances, PNG, JPEG, BMP, TIFF or WebP pictures, or zip archives of these, as fields named file; up to 512. DICOM names its own patient, pictures need patientId or mrn. The same file sent twice gives the image that is there.',
  params: none,
  query: none,
  body: {
    kind: 'files',
    schema: z.object({
      patientId: z.string().optional().describe('Whom they show.'),
      mrn: z.string().optional().describe('The same by medical record number; the patient must be there.'),
    }),
  },
  answers: {
    201: {
      description: 'Stored, all or some.',
      schema: StoredImages,
      headers: { Location: 'Address of the image, where it is one.' },
    },
    200: { description: 'Nothing to keep: the files were DICOMDIR only.', schema: StoredImages },
  },
  failures: [
    'VALIDATION_FAILED',
    'NOT_FOUND',
    'FORBIDDEN',
    'IMAGE_CONFLICT',
    'IMAGE_TOO_LARGE',
    'IMAGE_UNSUPPORTED',
    'IMAGE_CORRUPT',
    'MEDIA_TYPE_UNSUPPORTED',
    'QUOTA_EXCEEDED',
  ],
  curl: `curl -s "$EVENTEYE/api/medical-images/" -H "Authorization: Bearer $TOKEN" -F file=@slice.dcm`,
  async handle({ context, request, response }) {
    const caller = requireCaller(context);
    const { services } = context;
    mayChange(caller, 'UPLOAD', 'upload images');
    countBody(services.transfers, caller.organizationId, request, response);
    const form = await receiveForm(request, services);
    try {
      const patientId = await patientOf(context, form.fields);
      const stored = await storeUploads(
        services,
        caller,
        patientId,
        form.files.map(async (file) => file),
      );
      const medicalImages = await represented(
        context,
        stored.medicalImages.map(({ id }) => id),
      );
      const rejected = stored.rejected.map(({ code, message, filename = '' }) => ({
        filename,
        code,
        message,
      }));
      if (medicalImages.length === 0 && rejected.length > 0) throw new NothingStored(stored.rejected);
      const [only, ...others] = medicalImages;
      return {
        status: only ? 201 : 200,
        body: { medicalImages, rejected, skipped: stored.skipped },
        ...(only &&
          others.length === 0 && { headers: { Location: `${apiPath}/medical-images/${only.id}/` } }),
      };
    } finally {
      await form.remove();
    }
  },
});

export const getMedicalImage = operation({
  method: 'get',
  path: '/medical-images/{id}/',
  operationId: 'getMedicalImage',
  tag: 'Images',
  summary: 'Read an image',
  description: 'What is known of an image, with addresses of its picture and of its bytes.',
  params: idParameter,
  query: none,
  answers: { 200: { description: 'The image.', schema: MedicalImage } },
  failures: ['NOT_FOUND'],
  curl: `curl -s "$EVENTEYE/api/medical-images/$IMAGE/" -H "Authorization: Bearer $TOKEN"`,
  async handle({ context, params }) {
    const caller = requireCaller(context);
    mayRead(caller);
    const id = requireRowId('MedicalImage', params.id, 'image');
    const image = await context.services.prisma.medicalImage.findFirst({
      where: { id, ...visibleImages(caller) },
      include: withImage,
    });
    if (!image) throw notFound('image');
    return { status: 200, body: representImage(context, image) };
  },
});

async function patientOf(
  context: RequestContext,
  { patientId, mrn }: { patientId?: string; mrn?: string },
): Promise<string | undefined> {
  if (patientId !== undefined && mrn !== undefined) {
    throw new EventEyeError('VALIDATION_FAILED', 'Give either patientId or mrn.', {
      path: ['patientId', 'mrn'],
    });
  }
  if (patientId !== undefined) return requireRowId('Patient', patientId, 'patient');
  if (mrn === undefined) return undefined;
  const where = { mrn, ...visiblePatients(requireCaller(context)) };
  const patient = await context.services.prisma.patient.findFirst({ where, select: { id: true } });
  if (patient) return patient.id;
  throw new EventEyeError('NOT_FOUND', 'No patient has this mrn. Add the patient first.', { path: ['mrn'] });
}

/** The images just stored, in their order, with what belongs to them. */
async function represented(context: RequestContext, ids: string[]) {
  const rows = await context.services.prisma.medicalImage.findMany({
    where: { id: { in: ids }, ...visibleImages(requireCaller(context)) },
    include: withImage,
  });
  const byId = new Map(rows.map((row) => [row.id, representImage(context, row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
