import { UserNode } from '../organization/userSchema.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';

builder.prismaObjectField(UserNode, 'isActive', (t) =>
  t.boolean({
    description: 'Whether they may sign in. What a deactivated user did stays theirs.',
    select: { deactivatedAt: true },
    resolve: (user) => user.deactivatedAt === null,
  }),
);

builder.queryField('users', (t) =>
  t.prismaConnection({
    type: 'User',
    cursor: 'id',
    description: 'For administrators: the users of your organization, newest first, API keys’ own included.',
    authScopes: { administer: true },
    args: { search: t.arg.string({ description: 'Part of the name or of the email address.' }) },
    resolve: (query, _root, { search }, context) =>
      context.services.prisma.user.findMany({
        ...query,
        where: matching(requireCaller(context).organizationId, search),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    totalCount: (_root, { search }, context) =>
      context.services.prisma.user.count({
        where: matching(requireCaller(context).organizationId, search),
      }),
  }),
);

function matching(organizationId: string, search: string | null | undefined) {
  const text = search?.trim();
  if (!text) return { organizationId };
  const contains = { contains: text, mode: 'insensitive' as const };
  return { organizationId, OR: [{ name: contains }, { email: contains }] };
}
