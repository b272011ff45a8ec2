import { isBounded } from '../access/bounds.js';
import { visibleReferenceStandards } from '../access/visibleRows.js';
import type { ReferenceStandard } from '../database/client.js';
import { MedicalImageNode } from '../image/schema.js';
import { UserNode } from '../organization/userSchema.js';
import { PatientNode } from '../patient/schema.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { recordReferenceStandard } from './recordReferenceStandard.js';

/** What is known to be true. */
export const ReferenceLabelEnum = builder.enumType('ReferenceLabel', {
  description: 'What is known to be true.',
  values: {
    BENIGN: { description: 'No malignancy.' },
    MALIGNANT: { description: 'Malignancy; of an image: it shows some of it.' },
  } as const,
});

/** How it is known. */
export const ReferenceSourceEnum = builder.enumType('ReferenceSource', {
  description: 'How a reference standard was established.',
  values: {
    PATHOLOGY: { description: 'Histopathology or cytology of a specimen.' },
    FOLLOW_UP: { description: 'The course over time, such as two years without change.' },
    READER_CONSENSUS: { description: 'Readers agreed; the weakest of the three.' },
  } as const,
});

/** What turned out to be true of a patient or an image. */
export const ReferenceStandardNode = builder.prismaNode('ReferenceStandard', {
  id: { field: 'id' },
  description:
    'What turned out to be true of a patient or one image. Never changed: the newest about the same patient or image counts.',
  authScopes: (row) => ({ visible: { type: 'ReferenceStandard', row } }),
  fields: (t) => ({
    patient: t.relation('patient', { description: 'Of whom it is.' }),
    medicalImage: t.field({
      type: MedicalImageNode,
      nullable: true,
      description: 'The image that it is about; null for the patient as a whole.',
      select: (_args, _context, nested) => ({ medicalImage: nested() }),
      // A token for one study sees the patient's truth and no image of another study.
      resolve: ({ medicalImage }) => medicalImage,
    }),
    label: t.expose('label', { type: ReferenceLabelEnum, description: 'What is true.' }),
    source: t.expose('source', { type: ReferenceSourceEnum, description: 'How it is known.' }),
    establishedOn: t.expose('establishedOn', {
      type: 'Date',
      description: 'Date of the specimen, of the last follow-up or of the consensus.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'In the words of who recorded it.' }),
    recordedBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who recorded it; null for a token of one patient.',
      select: (_args, _context, nested) => ({ recordedBy: nested() }),
      resolve: ({ recordedBy }, _args, context) => (isBounded(requireCaller(context)) ? null : recordedBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was recorded.' }),
  }),
});

builder.prismaObjectField(PatientNode, 'referenceStandards', (t) =>
  t.relatedConnection('referenceStandards', {
    cursor: 'id',
    description: 'What turned out to be true of the patient and the patient’s images, newest first.',
    query: (_args, context) => ({
      where: visibleReferenceStandards(requireCaller(context)),
      orderBy: { id: 'desc' },
    }),
  }),
);

const RecordReferenceStandardPayload = builder.objectRef<{ referenceStandard: ReferenceStandard }>(
  'RecordReferenceStandardPayload',
);
RecordReferenceStandardPayload.implement({
  description: 'The reference standard is stored.',
  fields: (t) => ({
    referenceStandard: t.field({
      type: ReferenceStandardNode,
      description: 'As it was stored.',
      resolve: (payload) => payload.referenceStandard,
    }),
  }),
});
const result = resultUnion(
  'RecordReferenceStandardResult',
  RecordReferenceStandardPayload,
  ['ValidationError', 'NotFoundError', 'ForbiddenError'],
  'How recordReferenceStandard ends.',
);
const RecordReferenceStandardInput = builder.inputType('RecordReferenceStandardInput', {
  description: 'What turned out to be true.',
  fields: (t) => ({
    patientId: t.id({ required: true, description: 'Global id of the patient.' }),
    medicalImageId: t.id({
      description: 'Global id of the image that it is about; left out for the patient as a whole.',
    }),
    label: t.field({ type: ReferenceLabelEnum, required: true, description: 'What is true.' }),
    source: t.field({ type: ReferenceSourceEnum, required: true, description: 'How it is known.' }),
    establishedOn: t.field({
      type: 'Date',
      required: true,
      description: 'Date of the specimen, of the last follow-up or of the consensus; not in the future.',
    }),
    note: t.string({ description: 'At most 2,000 characters.' }),
  }),
});

builder.mutationField('recordReferenceStandard', (t) =>
  t.field({
    type: result.union,
    description:
      'Records what turned out to be true of a patient or an image: what sensitivity and specificity are counted against.',
    args: {
      input: t.arg({ type: RecordReferenceStandardInput, required: true, description: 'What is true.' }),
    },
    resolve: (_root, { input }, context) =>
      result.settle(async () => ({
        referenceStandard: await recordReferenceStandard(context.services.prisma, requireCaller(context), {
          ...input,
          patientId: requireRowId('Patient', input.patientId, 'patient'),
          medicalImageId: input.medicalImageId
            ? requireRowId('MedicalImage', input.medicalImageId, 'image')
            : null,
        }),
      })),
  }),
);
