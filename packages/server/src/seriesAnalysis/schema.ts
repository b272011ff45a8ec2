import { visibleAnalyses, visibleSeriesAnalyses } from '../access/visibleRows.js';
import { AnalysisFailureType, failureOf } from '../analysis/schema.js';
import { builder } from '../schema/builder.js';
import { counted } from '../schema/counted.js';
import { AnalysisOutcomeEnum, AnalysisStatusEnum } from '../schema/enums.js';
import { requireCaller } from '../schema/requireCaller.js';
import { SeriesNode } from '../study/seriesSchema.js';
import { sliceOrder } from '../study/sliceOrder.js';
import { seriesSlices } from './seriesSlices.js';

/** One run over every slice of a series. */
export const SeriesAnalysisNode = builder.prismaNode('SeriesAnalysis', {
  id: { field: 'id' },
  description: 'All slices of a series analysed as one job. Never overwritten: analysing again adds another.',
  authScopes: (run) => ({ visible: { type: 'SeriesAnalysis', row: run } }),
  fields: (t) => ({
    series: t.relation('series', { description: 'The series that is analysed.' }),
    status: t.expose('status', { type: AnalysisStatusEnum, description: 'Where it stands.' }),
    progress: t.float({
      description: 'From 0 to 1, by slice.',
      resolve: ({ completedSlices, sliceCount }) => completedSlices / sliceCount,
    }),
    sliceCount: t.exposeInt('sliceCount', {
      description: 'Slices of the series when the run was asked for.',
    }),
    completedSlices: t.exposeInt('completedSlices', { description: 'Slices that reached a final state.' }),
    outcome: t.expose('outcome', {
      type: AnalysisOutcomeEnum,
      nullable: true,
      description:
        'What the most suspicious slice in scope says; OUT_OF_SCOPE where none is. No threshold was validated for whole series.',
    }),
    isWithheld: t.exposeBoolean('isWithheld', {
      description:
        'With SUCCEEDED: slices of it have results that nobody is shown, for the organization ran silent mode when they ended; outcome and keyImage are null.',
    }),
    malignancyProfile: t.floatList({
      description:
        'Calibrated probability of malignancy of every slice, in slice order; 0 for a slice that is out of scope, failed or not done; `profile` tells these apart.',
      resolve: async ({ id }, _args, context) => {
        const slices = await seriesSlices(context, id);
        return slices.map(({ outcome, malignancyProbability }) =>
          outcome === 'OUT_OF_SCOPE' ? 0 : (malignancyProbability ?? 0),
        );
      },
    }),
    keyImage: t.relation('keyImage', { nullable: true, description: 'The most suspicious slice in scope.' }),
    analyses: t.relatedConnection(
      'analyses',
      {
        cursor: 'id',
        description: 'The analyses of the slices, in slice order.',
        query: (_args, context) => ({
          where: visibleAnalyses(requireCaller(context)),
          orderBy: sliceOrder.map((order) => ({ medicalImage: order })),
        }),
      },
      counted('analysesOfSeriesAnalysis'),
    ),
    error: t.field({
      type: AnalysisFailureType,
      nullable: true,
      description: 'With FAILED: why the first of its slices failed.',
      resolve: (run) => failureOf(run),
    }),
  }),
});

builder.prismaObjectField(SeriesNode, 'latestAnalysis', (t) =>
  t.field({
    type: SeriesAnalysisNode,
    nullable: true,
    description: 'The newest run over the whole series; null when there is none.',
    // Part of the query for the series: all series of a study come with theirs at once.
    select: (_args, context, nested) => ({
      analyses: nested({
        where: visibleSeriesAnalyses(requireCaller(context)),
        take: 1,
        orderBy: [{ id: 'desc' as const }],
      }),
    }),
    resolve: (series) => series.analyses[0] ?? null,
  }),
);
