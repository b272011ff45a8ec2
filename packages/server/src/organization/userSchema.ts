import { visibleUsers } from '../access/visibleRows.js';
import { builder } from '../schema/builder.js';
import { RoleEnum } from '../schema/enums.js';

/** A person or program with an account. */
export const UserNode = builder.prismaNode('User', {
  id: { field: 'id' },
  description: 'A person or program with an account.',
  authScopes: (user) => ({ visible: { type: 'User', row: user } }),
  fields: (t) => ({
    email: t.exposeString('email', { description: 'The name to sign in with.' }),
    name: t.exposeString('name', { description: 'How to address them.' }),
    role: t.expose('role', { type: RoleEnum, description: 'What they may do.' }),
    organization: t.relation('organization', { description: 'Where they belong.' }),
  }),
});

builder.queryField('viewer', (t) =>
  t.prismaField({
    type: 'User',
    nullable: true,
    description: 'Who you are signed in as; null without a token, and with one of a single patient.',
    skipTypeScopes: true,
    resolve: (query, _root, _args, context) => {
      if (context.rejection) throw context.rejection;
      if (!context.caller) return null;
      // A token of one patient speaks for nobody: whoever made it is not shown to those who hold it.
      return context.services.prisma.user.findFirst({
        ...query,
        where: { id: context.caller.userId, ...visibleUsers(context.caller) },
      });
    },
  }),
);
