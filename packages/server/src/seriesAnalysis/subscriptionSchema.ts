import { visibleSeriesAnalyses } from '../access/visibleRows.js';
import { watchToEnd } from '../analysis/watch.js';
import { builder } from '../schema/builder.js';
import type { RequestContext } from '../schema/context.js';
import { requireCaller } from '../schema/requireCaller.js';
import { notFound, requireRowId } from '../schema/requireRowId.js';

interface Changed {
  seriesAnalysisId: string;
}

builder.subscriptionField('seriesAnalysisUpdated', (t) =>
  t.prismaField({
    type: 'SeriesAnalysis',
    description: 'The run as it is now, then with every slice that ends; ends after its final state.',
    args: { seriesAnalysisId: t.arg.id({ required: true, description: 'Which run.' }) },
    subscribe: (_root, args, context) => watchRun(context, String(args.seriesAnalysisId)) as never,
    resolve: async (query, event, _args, context) => {
      const visible = visibleSeriesAnalyses(requireCaller(context));
      const { seriesAnalysisId: id } = event as never as Changed;
      const row = await context.services.prisma.seriesAnalysis.findFirst({
        ...query,
        where: { id, ...visible },
      });
      if (!row) throw notFound('run');
      return row;
    },
  }),
);

async function watchRun(context: RequestContext, globalId: string): Promise<AsyncIterable<Changed>> {
  const visible = visibleSeriesAnalyses(requireCaller(context));
  const { prisma, updates } = context.services;
  const id = requireRowId('SeriesAnalysis', globalId, 'run');
  return watchToEnd<Changed>(
    { seriesAnalysisId: id },
    (signal) => updates.subscribe('seriesAnalysis', id, signal),
    () => prisma.seriesAnalysis.findFirst({ where: { id, ...visible } }),
    () => notFound('run'),
  );
}
