import { visibleAnalyses, visiblePatients } from '../access/visibleRows.js';
import { builder } from '../schema/builder.js';
import type { RequestContext } from '../schema/context.js';
import { requireCaller } from '../schema/requireCaller.js';
import { notFound, requireRowId } from '../schema/requireRowId.js';
import { watch, watchToEnd } from './watch.js';

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

async function watchAnalysis(context: RequestContext, globalId: string): Promise<AsyncIterable<Changed>> {
  const visible = visibleAnalyses(requireCaller(context));
  const { prisma, updates } = context.services;
  const id = requireRowId('Analysis', globalId, 'analysis');
  return watchToEnd<Changed>(
    { analysisId: id },
    (signal) => updates.subscribe('analysis', id, signal),
    () => prisma.analysis.findFirst({ where: { id, ...visible } }),
    () => notFound('analysis'),
  );
}

async function watchPatient(context: RequestContext, globalId: string): Promise<AsyncIterable<Changed>> {
  const caller = requireCaller(context);
  const visible = visibleAnalyses(caller);
  const { prisma, updates } = context.services;
  const id = requireRowId('Patient', globalId, 'patient');
  return watch(async (signal) => {
    const changes = updates.subscribe('patient', id, signal);
    if (!(await prisma.patient.findFirst({ where: { id, ...visiblePatients(caller) } })))
      throw notFound('patient');
    const newest = await prisma.analysis.findFirst({
      where: { patientId: id, ...visible },
      orderBy: [{ id: 'desc' }],
    });
    return (async function* () {
      if (newest) yield { analysisId: newest.id };
      if (!caller.token.only?.studyId) yield* changes;
      else
        for await (const change of changes) {
          // Of the patient's other studies nothing is told, not even that something changed.
          if (await prisma.analysis.count({ where: { id: change.analysisId, ...visible } })) yield change;
        }
    })();
  });
}

async function analysisNow(context: RequestContext, query: object, id: string) {
  const visible = visibleAnalyses(requireCaller(context));
  const row = await context.services.prisma.analysis.findFirst({ ...query, where: { id, ...visible } });
  if (!row) throw notFound('analysis');
  return row;
}
