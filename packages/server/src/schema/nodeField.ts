import { builder } from './builder.js';
import type { RequestContext } from './context.js';
import { decodeGlobalId } from './globalId.js';
import { requireCaller } from './requireCaller.js';

builder.queryField('node', (t) =>
  t.node({
    description: 'Anything by its global id; null when there is none in your organization.',
    args: { id: t.arg.id({ required: true, description: 'A global id, as any `id` field gives it.' }) },
    id: async (_root, args, context) => ((await isVisible(context, args.id)) ? args.id : null),
  }),
);

/** Looks before it loads, so that another organization's id and an unknown one get the same answer. */
async function isVisible(context: RequestContext, globalId: string): Promise<boolean> {
  const { organizationId } = requireCaller(context);
  const { prisma } = context.services;
  const node = decodeGlobalId(globalId);
  if (!node) return false;
  const { id } = node;
  const own = { where: { id, organizationId }, select: { id: true } } as const;
  switch (node.typename) {
    case 'Organization':
      return id === organizationId;
    case 'User':
      return (await prisma.user.findFirst(own)) !== null;
    case 'Patient':
      return (await prisma.patient.findFirst(own)) !== null;
    case 'Study':
      return (await prisma.study.findFirst(own)) !== null;
    case 'Series':
      return (await prisma.series.findFirst(own)) !== null;
    case 'MedicalImage':
      return (await prisma.medicalImage.findFirst(own)) !== null;
    case 'Analysis':
      return (await prisma.analysis.findFirst(own)) !== null;
    case 'SeriesAnalysis':
      return (await prisma.seriesAnalysis.findFirst(own)) !== null;
    case 'ModelVersion':
      return (await prisma.modelVersion.findFirst({ where: { id }, select: { id: true } })) !== null;
    default:
      return false;
  }
}
