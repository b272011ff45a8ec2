import { EventEyeError, isFinal } from '@eventeye/core';
import { builder } from '../schema/builder.js';
import type { RequestContext } from '../schema/context.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';

builder.subscriptionField('analysisUpdated', (t) =>
  t.prismaField({
    type: 'Analysis',
    description: 'The analysis as it is now, then whenever it changes; ends after its final state.',
    args: { analysisId: t.arg.id({ required: true, description: 'Which analysis.' }) },
    subscribe: (_root, args, context) => watchAnalysis(context, String(args.analysisId)) as never,
    resolve: (query, event, _args, context) =>
      analysisNow(context, query, (event as never as Changed).analysisId),
  }),
);

builder.subscriptionField('patientActivity', (t) =>
  t.prismaField({
    type: 'Analysis',
    description:
      'The patient’s newest analysis as it is now, then any analysis of the patient whenever it changes.',
    args: { patientId: t.arg.id({ required: true, description: 'Whose analyses.' }) },
    subscribe: (_root, args, context) => watchPatient(context, String(args.patientId)) as never,
    resolve: (query, event, _args, context) =>
      analysisNow(context, query, (event as never as Changed).analysisId),
  }),
);

interface Changed {
  analysisId: string;
}

/** Subscribes before it reads: a change between the two is then seen twice rather than never. */
async function* watchAnalysis(context: RequestContext, globalId: string): AsyncGenerator<Changed> {
  const { organizationId } = requireCaller(context);
  const { prisma, updates } = context.services;
  const id = rowIdOf('Analysis', globalId);
  const ended = new AbortController();
  try {
    const changes = id ? updates.subscribe('analysis', id, ended.signal) : null;
    const find = () => (id ? prisma.analysis.findFirst({ where: { id, organizationId } }) : null);
    const first = await find();
    if (!first || !changes || !id) throw notFound('analysis');
    yield { analysisId: id };
    if (isFinal(first.status)) return;
    for await (const change of changes) {
      // Read before it is told: what follows the final state is silence.
      const now = await find();
      yield change;
      if (!now || isFinal(now.status)) return;
    }
  } finally {
    ended.abort();
  }
}

async function* watchPatient(context: RequestContext, globalId: string): AsyncGenerator<Changed> {
  const { organizationId } = requireCaller(context);
  const { prisma, updates } = context.services;
  const id = rowIdOf('Patient', globalId);
  const ended = new AbortController();
  try {
    const changes = id ? updates.subscribe('patient', id, ended.signal) : null;
    const patient = id ? await prisma.patient.findFirst({ where: { id, organizationId } }) : null;
    if (!patient || !changes) throw notFound('patient');
    const newest = await prisma.analysis.findFirst({
      where: { patientId: patient.id, organizationId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
    if (newest) yield { analysisId: newest.id };
    yield* changes;
  } finally {
    ended.abort();
  }
}

function analysisNow(context: RequestContext, query: object, id: string) {
  const { organizationId } = requireCaller(context);
  return context.services.prisma.analysis.findFirstOrThrow({ ...query, where: { id, organizationId } });
}

function notFound(what: string): EventEyeError {
  return new EventEyeError('NOT_FOUND', `There is no such ${what} in your organization. Check the id.`);
}
