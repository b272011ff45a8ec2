import { EventEyeError, isFinal } from '@eventeye/core';
import { watch } from '../analysis/watch.js';
import { builder } from '../schema/builder.js';
import type { RequestContext } from '../schema/context.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';

interface Changed {
  seriesAnalysisId: string;
}

builder.subscriptionField('seriesAnalysisUpdated', (t) =>
  t.prismaField({
    type: 'SeriesAnalysis',
    description: 'The run as it is now, then with every slice that ends; ends after its final state.',
    args: { seriesAnalysisId: t.arg.id({ required: true, description: 'Which run.' }) },
    subscribe: (_root, args, context) => watchRun(context, String(args.seriesAnalysisId)) as never,
    resolve: (query, event, _args, context) => {
      const { organizationId } = requireCaller(context);
      const { seriesAnalysisId: id } = event as never as Changed;
      return context.services.prisma.seriesAnalysis.findFirstOrThrow({
        ...query,
        where: { id, organizationId },
      });
    },
  }),
);

/** Subscribes before it reads: a change between the two is then seen twice rather than never. */
async function watchRun(context: RequestContext, globalId: string): Promise<AsyncIterable<Changed>> {
  const { organizationId } = requireCaller(context);
  const { prisma, updates } = context.services;
  const id = rowIdOf('SeriesAnalysis', globalId);
  const notFound = () =>
    new EventEyeError('NOT_FOUND', 'There is no such run in your organization. Check the id.');
  if (!id) throw notFound();
  const find = () => prisma.seriesAnalysis.findFirst({ where: { id, organizationId } });
  return watch(async (signal) => {
    const changes = updates.subscribe('seriesAnalysis', id, signal);
    const first = await find();
    if (!first) throw notFound();
    return (async function* () {
      yield { seriesAnalysisId: id };
      if (isFinal(first.status)) return;
      for await (const change of changes) {
        const now = await find();
        yield change;
        if (!now || isFinal(now.status)) return;
      }
    })();
  });
}
