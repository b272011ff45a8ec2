import { isBounded } from '../access/bounds.js';
import { visibleAnalyses } from '../access/visibleRows.js';
import { AnalysisNode } from '../analysis/schema.js';
import type { Reading } from '../database/client.js';
import { MedicalImageNode } from '../image/schema.js';
import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { isCurrent } from './isCurrent.js';
import { recordReading } from './recordReading.js';

/** What a reader says. */
export const ReadingLabelEnum = builder.enumType('ReadingLabel', {
  description: 'What a reader says.',
  values: {
    BENIGN: { description: 'Nothing malignant is seen.' },
    MALIGNANT: { description: 'Malignancy is suspected.' },
    UNSURE: { description: 'The image alone does not decide.' },
  } as const,
});

/** A clinician's own reading. */
export const ReadingNode = builder.prismaNode('Reading', {
  id: { field: 'id' },
  description: 'A clinician’s own reading of an analysed image. Never changed: reading again adds another.',
  authScopes: (reading) => ({ visible: { type: 'Reading', row: reading } }),
  fields: (t) => ({
    analysis: t.relation('analysis', { description: 'The analysis that was read beside the image.' }),
    reader: t.field({
      type: UserNode,
      nullable: true,
      description: 'Who read; null for a token of one patient.',
      select: (_args, _context, nested) => ({ reader: nested() }),
      resolve: ({ reader }, _args, context) => (isBounded(requireCaller(context)) ? null : reader),
    }),
    medicalImage: t.relation('medicalImage', { description: 'The image that was read.' }),
    agrees: t.exposeBoolean('agrees', {
      nullable: true,
      description:
        'Whether the reader agrees with the result; null for an abstention and for one read blinded.',
    }),
    isBlinded: t.exposeBoolean('isBlinded', {
      description: 'Whether it was read before the result was seen.',
    }),
    biRadsCategory: t.exposeString('biRadsCategory', {
      nullable: true,
      description: 'The BI-RADS assessment category that the reader assigned.',
    }),
    isCurrent: t.boolean({
      description: 'Whether it is its reader’s newest of the image: the one that counts in statistics.',
      resolve: (reading, _args, context) => isCurrent(context, reading),
    }),
    label: t.expose('label', { type: ReadingLabelEnum, description: 'What the reader says.' }),
    note: t.exposeString('note', { nullable: true, description: 'In the reader’s words.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was recorded.' }),
  }),
});

builder.prismaObjectField(AnalysisNode, 'readings', (t) =>
  t.relatedConnection('readings', {
    cursor: 'id',
    description: 'What clinicians said of it, newest first.',
    query: (_args, context) => ({
      where: { analysis: visibleAnalyses(requireCaller(context)) },
      orderBy: { id: 'desc' },
    }),
  }),
);

builder.prismaObjectField(MedicalImageNode, 'readings', (t) =>
  t.relatedConnection('readings', {
    cursor: 'id',
    description: 'What clinicians said of its analyses, newest first.',
    query: (_args, context) => ({
      where: { analysis: visibleAnalyses(requireCaller(context)) },
      orderBy: { id: 'desc' },
    }),
  }),
);

const RecordReadingPayload = builder.objectRef<{ reading: Reading }>('RecordReadingPayload');
RecordReadingPayload.implement({
  description: 'The reading is stored.',
  fields: (t) => ({
    reading: t.field({
      type: ReadingNode,
      description: 'As it was stored.',
      resolve: ({ reading }) => reading,
    }),
  }),
});
const recordResult = resultUnion(
  'RecordReadingResult',
  RecordReadingPayload,
  ['ValidationError', 'NotFoundError', 'ForbiddenError'],
  'How recordReading ends.',
);
const RecordReadingInput = builder.inputType('RecordReadingInput', {
  description: 'A clinician’s own reading.',
  fields: (t) => ({
    analysisId: t.id({ required: true, description: 'Global id of the analysis with a result.' }),
    agrees: t.boolean({
      description:
        'Whether the reader agrees with its outcome; left out where a label says it, and when read blinded.',
    }),
    label: t.field({
      type: ReadingLabelEnum,
      description: 'What the reader says; may be left out by who agrees with BENIGN or MALIGNANT.',
    }),
    biRadsCategory: t.string({
      description: 'The BI-RADS assessment category that the reader assigns: 0 to 6, or 4A, 4B, 4C.',
    }),
    isBlinded: t.boolean({
      description: 'Whether it was read before the result was seen; then give a label alone.',
    }),
    note: t.string({ description: 'In the reader’s words, at most 2,000 characters.' }),
  }),
});

builder.mutationField('recordReading', (t) =>
  t.field({
    type: recordResult.union,
    description: 'Records what a clinician says of a result: agreement or correction.',
    args: { input: t.arg({ type: RecordReadingInput, required: true, description: 'The reading.' }) },
    resolve: (_root, { input }, context) =>
      recordResult.settle(async () => {
        const analysisId = requireRowId('Analysis', input.analysisId, 'analysis');
        const caller = requireCaller(context);
        return { reading: await recordReading(context.services.prisma, caller, { ...input, analysisId }) };
      }),
  }),
);
