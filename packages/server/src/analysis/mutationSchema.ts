import type { Analysis } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { AnalysisNode } from './schema.js';

const AnalyzeMedicalImagePayload = builder.objectRef<{ analysis: Analysis }>('AnalyzeMedicalImagePayload');
AnalyzeMedicalImagePayload.implement({
  description: 'The analysis is stored and waits for its turn.',
  fields: (t) => ({
    analysis: t.field({
      type: AnalysisNode,
      description: 'Follow it with analysisUpdated.',
      resolve: (payload) => payload.analysis,
    }),
  }),
});
const analyzeResult = resultUnion(
  'AnalyzeMedicalImageResult',
  AnalyzeMedicalImagePayload,
  ['NotFoundError', 'ForbiddenError', 'QuotaExceededError'],
  'How analyzeMedicalImage ends.',
);
const AnalyzeMedicalImageInput = builder.inputType('AnalyzeMedicalImageInput', {
  description: 'What to analyse.',
  fields: (t) => ({
    medicalImageId: t.id({ required: true, description: 'Global id of the image.' }),
    reuse: t.boolean({
      description:
        'Answer from a stored result of the same bytes and the active model where there is one, as a new analysis that has succeeded.',
    }),
  }),
});

builder.mutationField('analyzeMedicalImage', (t) =>
  t.field({
    type: analyzeResult.union,
    description: 'Analyses an image with the active model, in the background.',
    args: { input: t.arg({ type: AnalyzeMedicalImageInput, required: true, description: 'Which image.' }) },
    resolve: (_root, { input }, context) =>
      analyzeResult.settle(async () => {
        const caller = requireCaller(context);
        const id = requireRowId('MedicalImage', input.medicalImageId, 'image');
        return {
          analysis: await context.services.analyses.request(caller, id, { reuse: input.reuse ?? false }),
        };
      }),
  }),
);

const CancelAnalysisPayload = builder.objectRef<{ analysis: Analysis }>('CancelAnalysisPayload');
CancelAnalysisPayload.implement({
  description: 'The analysis is canceled, or had ended before.',
  fields: (t) => ({
    analysis: t.field({
      type: AnalysisNode,
      description: 'As it is now.',
      resolve: (payload) => payload.analysis,
    }),
  }),
});
const cancelResult = resultUnion(
  'CancelAnalysisResult',
  CancelAnalysisPayload,
  ['NotFoundError', 'ForbiddenError'],
  'How cancelAnalysis ends.',
);
const CancelAnalysisInput = builder.inputType('CancelAnalysisInput', {
  description: 'What to cancel.',
  fields: (t) => ({ analysisId: t.id({ required: true, description: 'Global id of the analysis.' }) }),
});

builder.mutationField('cancelAnalysis', (t) =>
  t.field({
    type: cancelResult.union,
    description: 'Stops an analysis that waits or runs; one that has ended stays as it is.',
    args: { input: t.arg({ type: CancelAnalysisInput, required: true, description: 'Which analysis.' }) },
    resolve: (_root, { input }, context) =>
      cancelResult.settle(async () => {
        const caller = requireCaller(context);
        const id = requireRowId('Analysis', input.analysisId, 'analysis');
        return { analysis: await context.services.analyses.cancel(caller, id) };
      }),
  }),
);
