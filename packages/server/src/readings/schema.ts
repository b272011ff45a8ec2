import { isBounded } from '../access/bounds.js';
import { visibleAnalyses } from '../access/visibleRows.js';
import { AnalysisNode } from '../analysis/schema.js';
import type { Reading } from '../database/client.js';
import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { recordReading } from './recordReading.js';

const ReadingLabelEnum = builder.enumType('ReadingLabel', {
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
    agrees: t.exposeBoolean('agrees', { description: 'Whether the reader agrees with the result.' }),
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
    agrees: t.boolean({ required: true, description: 'Whether the reader agrees with its outcome.' }),
    label: t.field({
      type: ReadingLabelEnum,
      description: 'What the reader says; may be left out by who agrees with BENIGN or MALIGNANT.',
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
