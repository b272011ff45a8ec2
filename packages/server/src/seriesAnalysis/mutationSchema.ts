import type { SeriesAnalysis } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { requireRowId } from '../schema/requireRowId.js';
import { resultUnion } from '../schema/resultUnion.js';
import { SeriesAnalysisNode } from './schema.js';

const AnalyzeSeriesPayload = builder.objectRef<{ seriesAnalysis: SeriesAnalysis }>('AnalyzeSeriesPayload');
AnalyzeSeriesPayload.implement({
  description: 'The run is stored and waits for its turn.',
  fields: (t) => ({
    seriesAnalysis: t.field({
      type: SeriesAnalysisNode,
      description: 'Follow it with seriesAnalysisUpdated.',
      resolve: (payload) => payload.seriesAnalysis,
    }),
  }),
});
const analyzeResult = resultUnion(
  'AnalyzeSeriesResult',
  AnalyzeSeriesPayload,
  ['NotFoundError', 'ForbiddenError', 'QuotaExceededError'],
  'How analyzeSeries ends.',
);
const AnalyzeSeriesInput = builder.inputType('AnalyzeSeriesInput', {
  description: 'What to analyse.',
  fields: (t) => ({ seriesId: t.id({ required: true, description: 'Global id of the series.' }) }),
});

builder.mutationField('analyzeSeries', (t) =>
  t.field({
    type: analyzeResult.union,
    description: 'Analyses every slice of a series with the active model, in the background.',
    args: { input: t.arg({ type: AnalyzeSeriesInput, required: true, description: 'Which series.' }) },
    resolve: (_root, { input }, context) =>
      analyzeResult.settle(async () => {
        const caller = requireCaller(context);
        const id = requireRowId('Series', input.seriesId, 'series');
        return { seriesAnalysis: await context.services.seriesAnalyses.request(caller, id) };
      }),
  }),
);

const CancelSeriesAnalysisPayload = builder.objectRef<{ seriesAnalysis: SeriesAnalysis }>(
  'CancelSeriesAnalysisPayload',
);
CancelSeriesAnalysisPayload.implement({
  description: 'The run is canceled, or had ended before.',
  fields: (t) => ({
    seriesAnalysis: t.field({
      type: SeriesAnalysisNode,
      description: 'As it is now.',
      resolve: (payload) => payload.seriesAnalysis,
    }),
  }),
});
const cancelResult = resultUnion(
  'CancelSeriesAnalysisResult',
  CancelSeriesAnalysisPayload,
  ['NotFoundError', 'ForbiddenError'],
  'How cancelSeriesAnalysis ends.',
);
const CancelSeriesAnalysisInput = builder.inputType('CancelSeriesAnalysisInput', {
  description: 'What to cancel.',
  fields: (t) => ({ seriesAnalysisId: t.id({ required: true, description: 'Global id of the run.' }) }),
});

builder.mutationField('cancelSeriesAnalysis', (t) =>
  t.field({
    type: cancelResult.union,
    description: 'Stops a run within one slice; results that are there stay.',
    args: { input: t.arg({ type: CancelSeriesAnalysisInput, required: true, description: 'Which run.' }) },
    resolve: (_root, { input }, context) =>
      cancelResult.settle(async () => {
        const caller = requireCaller(context);
        const id = requireRowId('SeriesAnalysis', input.seriesAnalysisId, 'run');
        return { seriesAnalysis: await context.services.seriesAnalyses.cancel(caller, id) };
      }),
  }),
);
