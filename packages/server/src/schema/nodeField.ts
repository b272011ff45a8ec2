import { findVisible, isVisibleType } from '../access/findVisible.js';
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
  const caller = requireCaller(context);
  const { prisma } = context.services;
  const node = decodeGlobalId(globalId);
  if (!node) return false;
  const { typename, id } = node;
  if (isVisibleType(typename)) return (await findVisible(prisma, caller, typename, [id])).has(id);
  // Models belong to the installation.
  return typename === 'ModelVersion' && (await prisma.modelVersion.count({ where: { id } })) > 0;
}
