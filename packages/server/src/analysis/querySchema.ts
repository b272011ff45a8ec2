import type { AnalysisOutcome, AnalysisStatus } from '@eventeye/core';
import { visibleAnalyses } from '../access/visibleRows.js';
import type { Prisma } from '../database/client.js';
import { builder } from '../schema/builder.js';
import type { RequestContext } from '../schema/context.js';
import { AnalysisOutcomeEnum, AnalysisStatusEnum } from '../schema/enums.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';

builder.queryField('analysis', (t) =>
  t.prismaField({
    type: 'Analysis',
    nullable: true,
    description: 'One analysis; null when there is none in your organization.',
    args: { id: t.arg.id({ required: true, description: 'Global id.' }) },
    resolve: (query, _root, args, context) => {
      const caller = requireCaller(context);
      const id = rowIdOf('Analysis', args.id);
      if (!id) return null;
      return context.services.prisma.analysis.findFirst({
        ...query,
        where: { id, ...visibleAnalyses(caller) },
      });
    },
  }),
);

builder.queryField('analyses', (t) =>
  t.prismaConnection({
    type: 'Analysis',
    cursor: 'id',
    description: 'The analyses of your organization, newest first.',
    args: {
      patientId: t.arg.id({ description: 'Of this patient only.' }),
      status: t.arg({ type: AnalysisStatusEnum, description: 'In this state only.' }),
      outcome: t.arg({ type: AnalysisOutcomeEnum, description: 'With this outcome only.' }),
    },
    resolve: (query, _root, args, context) =>
      context.services.prisma.analysis.findMany({
        ...query,
        where: matching(context, args),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    totalCount: (_root, args, context) =>
      context.services.prisma.analysis.count({ where: matching(context, args) }),
  }),
);

interface Filter {
  patientId?: string | null | undefined;
  status?: AnalysisStatus | null | undefined;
  outcome?: AnalysisOutcome | null | undefined;
}

function matching(context: RequestContext, filter: Filter): Prisma.AnalysisWhereInput {
  const where: Prisma.AnalysisWhereInput = visibleAnalyses(requireCaller(context));
  if (filter.patientId != null) {
    const patientId = rowIdOf('Patient', filter.patientId);
    // An id that is none matches nothing, like an unknown one.
    if (patientId) where.patientId = patientId;
    else where.id = { in: [] };
  }
  if (filter.status) where.status = filter.status;
  if (filter.outcome) where.result = { outcome: filter.outcome };
  return where;
}
