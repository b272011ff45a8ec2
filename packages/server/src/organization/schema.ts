import { DeidentificationPolicyEnum } from '../deidentification/schema.js';
import { builder } from '../schema/builder.js';

/** The tenant: everything belongs to one, and nobody sees another's. */
export const OrganizationNode = builder.prismaNode('Organization', {
  id: { field: 'id' },
  description: 'A hospital, practice or department. Everything belongs to one, and nobody sees another’s.',
  findUnique: (id) => ({ id }),
  authScopes: (organization) => ({ visible: { type: 'Organization', row: organization } }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What it is called.' }),
    deidentificationPolicy: t.field({
      type: DeidentificationPolicyEnum,
      description:
        'What becomes of uploads before they are stored; the installation’s choice until yours is set.',
      select: { deidentificationPolicy: true },
      resolve: (organization, _args, { services }) =>
        organization.deidentificationPolicy ?? services.config.deidentification,
    }),
  }),
});
