import { builder } from '../schema/builder.js';

/** The tenant: everything belongs to one, and nobody sees another's. */
export const OrganizationNode = builder.prismaNode('Organization', {
  id: { field: 'id' },
  description: 'A hospital, practice or department. Everything belongs to one, and nobody sees another’s.',
  findUnique: (id) => ({ id }),
  authScopes: (organization) => ({ organization: organization.id }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is called.' }),
  }),
});
