import type { AnalysisOutcome, AnalysisStatus } from '@eventeye/core';
import { visibleAnalyses } from '../access/visibleRows.js';
import type { Prisma } from '../database/client.js';
import { builder } from '../schema/builder.js';
import type { RequestContext } from '../schema/context.js';
import { AnalysisOutcomeEnum, AnalysisStatusEnum } from '../schema/enums.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import { mostSuspicious } from './mostSuspicious.js';

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
      return context.services.prisma.analysis.findUnique({
        ...query,
        where: { id, AND: visibleAnalyses(caller) },
      });
    },
  }),
);

/** What comes first in a list of analyses. */
const AnalysisOrderEnum = builder.enumType('AnalysisOrder', {
  description: 'What comes first in a list of analyses.',
  values: {
    NEWEST: { description: 'The one asked for last.' },
    MOST_SUSPICIOUS: {
      description:
        'The highest malignancyProbability. Only those with a result in scope; for the order of a worklist, no triage was validated.',
    },
  } as const,
});

builder.queryField('analyses', (t) =>
  t.prismaConnection({
    type: 'Analysis',
    cursor: 'id',
    description: 'The analyses of your organization, newest first unless asked otherwise.',
    args: {
      patientId: t.arg.id({ description: 'Of this patient only.' }),
      status: t.arg({ type: AnalysisStatusEnum, description: 'In this state only.' }),
      outcome: t.arg({ type: AnalysisOutcomeEnum, description: 'With this outcome only.' }),
      orderBy: t.arg({
        type: AnalysisOrderEnum,
        description: 'What comes first; NEWEST when left out.',
      }),
    },
    resolve: (query, _root, args, context) => {
      const { prisma } = context.services;
      const where = matching(context, args);
      return args.orderBy === 'MOST_SUSPICIOUS'
        ? mostSuspicious(prisma, requireCaller(context), where, query)
        : prisma.analysis.findMany({ ...query, where, orderBy: [{ id: 'desc' }] });
    },
    totalCount: (_root, args, context) =>
      context.services.prisma.analysis.count({ where: matching(context, args) }),
  }),
);

interface Filter {
  orderBy?: 'NEWEST' | 'MOST_SUSPICIOUS' | null | undefined;
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
  if (filter.outcome) where.outcome = filter.outcome;
  if (filter.orderBy === 'MOST_SUSPICIOUS') {
    where.malignancyProbability = { not: null };
    where.NOT = { outcome: 'OUT_OF_SCOPE' };
  }
  return where;
}
