import { EventEyeError } from '@eventeye/core';
import type { ReanalysisReport } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { ReanalysisReportNode } from './schema.js';

const RequestReanalysisReportPayload = builder.objectRef<{ reanalysisReport: ReanalysisReport }>(
  'RequestReanalysisReportPayload',
);
RequestReanalysisReportPayload.implement({
  description: 'The report is stored and waits for its turn.',
  fields: (t) => ({
    reanalysisReport: t.field({
      type: ReanalysisReportNode,
      description: 'Ask for it again to see how far it is.',
      resolve: (payload) => payload.reanalysisReport,
    }),
  }),
});
const requestResult = resultUnion(
  'RequestReanalysisReportResult',
  RequestReanalysisReportPayload,
  ['ValidationError', 'NotFoundError', 'ForbiddenError', 'ConflictError', 'QuotaExceededError'],
  'How requestReanalysisReport ends.',
);
const RequestReanalysisReportInput = builder.inputType('RequestReanalysisReportInput', {
  description: 'Which model is asked about which stored results: all of them when nothing else is said.',
  fields: (t) => ({
    modelVersionId: t.id({ required: true, description: 'Global id of an installed model.' }),
    studyId: t.id({ description: 'Only images of this study.' }),
    from: t.field({ type: 'DateTime', description: 'Only analyses that were requested from then on.' }),
    to: t.field({ type: 'DateTime', description: 'Only analyses that were requested before.' }),
  }),
});

builder.mutationField('requestReanalysisReport', (t) =>
  t.field({
    type: requestResult.union,
    description:
      'For administrators: finds out, in the background, which stored results would change their outcome or BI-RADS band under another model version. Of each image the latest result in the selection is compared. Stores no analysis.',
    args: {
      input: t.arg({ type: RequestReanalysisReportInput, required: true, description: 'Which model.' }),
    },
    resolve: (_root, { input }, context) =>
      requestResult.settle(async () => {
        const caller = requireCaller(context);
        const modelVersionId = rowIdOf('ModelVersion', input.modelVersionId);
        if (!modelVersionId)
          throw new EventEyeError('NOT_FOUND', 'There is no such model. Look the models up again.');
        return {
          reanalysisReport: await context.services.reanalysis.request(caller, {
            modelVersionId,
            studyId: input.studyId == null ? undefined : requireRowId('Study', input.studyId, 'study'),
            from: input.from ?? undefined,
            to: input.to ?? undefined,
          }),
        };
      }),
  }),
);

const CancelReanalysisReportPayload = builder.objectRef<{ reanalysisReport: ReanalysisReport }>(
  'CancelReanalysisReportPayload',
);
CancelReanalysisReportPayload.implement({
  description: 'The report is canceled, or had ended before.',
  fields: (t) => ({
    reanalysisReport: t.field({
      type: ReanalysisReportNode,
      description: 'As it is now; what it has found stays.',
      resolve: (payload) => payload.reanalysisReport,
    }),
  }),
});
const cancelResult = resultUnion(
  'CancelReanalysisReportResult',
  CancelReanalysisReportPayload,
  ['NotFoundError', 'ForbiddenError'],
  'How cancelReanalysisReport ends.',
);
const CancelReanalysisReportInput = builder.inputType('CancelReanalysisReportInput', {
  description: 'What to cancel.',
  fields: (t) => ({
    reanalysisReportId: t.id({ required: true, description: 'Global id of the report.' }),
  }),
});

builder.mutationField('cancelReanalysisReport', (t) =>
  t.field({
    type: cancelResult.union,
    description: 'For administrators: stops a report within one image; what it has found stays.',
    args: {
      input: t.arg({ type: CancelReanalysisReportInput, required: true, description: 'Which report.' }),
    },
    resolve: (_root, { input }, context) =>
      cancelResult.settle(async () => {
        const caller = requireCaller(context);
        const id = requireRowId('ReanalysisReport', input.reanalysisReportId, 'report');
        return { reanalysisReport: await context.services.reanalysis.cancel(caller, id) };
      }),
  }),
);
