import type { ReanalysisState } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { AnalysisOutcomeEnum, AnalysisStatusEnum } from '../schema/enums.js';
import { encodeGlobalId } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import { reanalysisPath } from './exportRoute.js';
import { ReanalysisStateEnum } from './itemSchema.js';
import { countItems, type ReportCounts, type Transition } from './transitions.js';

const ReanalysisTransitionType = builder.objectRef<Transition>('ReanalysisTransition').implement({
  description: 'A cell of the matrix of outcomes.',
  fields: (t) => ({
    from: t.expose('from', { type: AnalysisOutcomeEnum, description: 'The stored outcome.' }),
    to: t.expose('to', {
      type: AnalysisOutcomeEnum,
      description: 'Hypothetical: the outcome under the model of the report.',
    }),
    count: t.exposeInt('count', { description: 'How many images.' }),
  }),
});

const ReanalysisCountsType = builder.objectRef<ReportCounts['states']>('ReanalysisCounts').implement({
  description: 'How many images of a report came to what.',
  fields: (t) => ({
    waiting: t.exposeInt('WAITING', { description: 'Not looked at yet.' }),
    unchanged: t.exposeInt('UNCHANGED', { description: 'Same outcome, same BI-RADS categories.' }),
    bandChanged: t.exposeInt('BAND_CHANGED', {
      description: 'Same outcome, other BI-RADS categories.',
    }),
    outcomeChanged: t.exposeInt('OUTCOME_CHANGED', { description: 'Another outcome.' }),
    failed: t.exposeInt('FAILED', { description: 'Without an answer of the model.' }),
  }),
});

interface ItemsPage {
  parent: { id: string };
  args: { states: ReanalysisState[] };
}

/** What stored results would be under another model version. */
export const ReanalysisReportNode = builder.prismaNode('ReanalysisReport', {
  id: { field: 'id' },
  description:
    'What stored results would be under another model version. Hypothetical: nothing of it is a result of a patient, and no stored result is changed by it.',
  authScopes: (row) => ({ $all: { administer: true, visible: { type: 'ReanalysisReport', row } } }),
  select: { id: true, organizationId: true },
  fields: (t) => ({
    status: t.expose('status', { type: AnalysisStatusEnum, description: 'How far it is.' }),
    isHypothetical: t.boolean({
      description: 'Always true: show it wherever you show what the report says.',
      resolve: () => true,
    }),
    model: t.relation('modelVersion', { description: 'The model that is asked.' }),
    requestedBy: t.relation('requestedBy', { description: 'Who asked for it.' }),
    from: t.expose('from', {
      type: 'DateTime',
      nullable: true,
      description: 'Of analyses requested from then on; null without a beginning.',
    }),
    to: t.expose('to', {
      type: 'DateTime',
      nullable: true,
      description: 'Of analyses requested before; null without an end.',
    }),
    study: t.relation('study', { nullable: true, description: 'Of this study; null for all.' }),
    itemCount: t.exposeInt('itemCount', { description: 'Images in it.' }),
    completedItems: t.exposeInt('completedItems', { description: 'Images that were looked at.' }),
    progress: t.float({
      description: 'From 0 to 1.',
      select: { itemCount: true, completedItems: true, status: true },
      resolve: ({ itemCount, completedItems, status }) =>
        itemCount === 0 ? Number(status === 'SUCCEEDED') : completedItems / itemCount,
    }),
    counts: t.field({
      type: ReanalysisCountsType,
      description: 'How many images came to what, so far.',
      resolve: async ({ id }, _args, context) => (await countItems(context, id)).states,
    }),
    transitions: t.field({
      type: [ReanalysisTransitionType],
      complexity: { field: 1, multiplier: 16 },
      description: 'The matrix of outcomes, cells without an image left out; at most 16.',
      resolve: async ({ id }, _args, context) => (await countItems(context, id)).transitions,
    }),
    items: t.relatedConnection(
      'items',
      {
        cursor: 'id',
        description:
          'Its images in the order of their analyses; those that change when nothing else is said.',
        args: {
          states: t.arg({
            type: [ReanalysisStateEnum],
            required: true,
            defaultValue: ['OUTCOME_CHANGED', 'BAND_CHANGED'],
            description: 'Those that came to this.',
          }),
        },
        query: ({ states }) => ({ where: { state: { in: states } }, orderBy: { ordinal: 'asc' } }),
      },
      {
        fields: (connection) => ({
          totalCount: connection.int({
            description: 'How many there are on all pages together.',
            resolve: async (page, _args, context) => {
              // The Prisma plugin keeps both beside the edges.
              const { parent, args } = page as unknown as ItemsPage;
              const { states } = await countItems(context, parent.id);
              return [...new Set(args.states)].reduce((sum, state) => sum + states[state], 0);
            },
          }),
        }),
      },
    ),
    csvPath: t.string({
      description: 'Where every image of it is to be had as CSV, with an administrator’s token.',
      resolve: ({ id }) => `${reanalysisPath}/${encodeGlobalId('ReanalysisReport', id)}/items.csv`,
    }),
    errorCode: t.exposeString('errorCode', {
      nullable: true,
      description: 'With FAILED: a stable code of the documented catalogue.',
    }),
    errorMessage: t.exposeString('errorMessage', {
      nullable: true,
      description: 'With FAILED: what to do.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the first image was looked at.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it reached its final status.',
    }),
  }),
});

builder.queryField('reanalysisReports', (t) =>
  t.prismaConnection({
    type: ReanalysisReportNode,
    cursor: 'id',
    description: 'For administrators: the re-analysis reports of your organization, newest first.',
    authScopes: { administer: true },
    resolve: (query, _root, _args, context) =>
      context.services.prisma.reanalysisReport.findMany({
        ...query,
        where: { organizationId: requireCaller(context).organizationId },
        orderBy: { id: 'desc' },
      }),
    totalCount: (_root, _args, context) =>
      context.services.prisma.reanalysisReport.count({
        where: { organizationId: requireCaller(context).organizationId },
      }),
  }),
);
