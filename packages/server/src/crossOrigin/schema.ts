import type { Organization } from '../database/client.js';
import { OrganizationNode } from '../organization/schema.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { resultUnion } from '../schema/resultUnion.js';
import { setAllowedOrigins } from './setAllowedOrigins.js';

builder.prismaObjectField('Organization', 'allowedOrigins', (t) =>
  t.exposeStringList('allowedOrigins', {
    description:
      'Origins of pages elsewhere that may use the API for this organization; embed tokens name their own.',
  }),
);

const SetAllowedOriginsPayload = builder.objectRef<{ organization: Organization }>(
  'SetAllowedOriginsPayload',
);
SetAllowedOriginsPayload.implement({
  description: 'The origins hold on this process at once, and on others within ten seconds.',
  fields: (t) => ({
    organization: t.field({
      type: OrganizationNode,
      description: 'Your organization.',
      resolve: (payload) => payload.organization,
    }),
  }),
});
const result = resultUnion(
  'SetAllowedOriginsResult',
  SetAllowedOriginsPayload,
  ['ValidationError', 'ForbiddenError'],
  'How setAllowedOrigins ends.',
);
const SetAllowedOriginsInput = builder.inputType('SetAllowedOriginsInput', {
  description: 'Which origins.',
  fields: (t) => ({
    origins: t.stringList({
      required: true,
      description:
        'Scheme, host and port, as https://emr.example.org; http for localhost only. In place of those before.',
    }),
  }),
});

builder.mutationField('setAllowedOrigins', (t) =>
  t.field({
    type: result.union,
    description:
      'For administrators: which pages of other origins may use the API for your organization from a browser.',
    args: {
      input: t.arg({ type: SetAllowedOriginsInput, required: true, description: 'Which origins.' }),
    },
    resolve: (_root, { input }, context) =>
      result.settle(async () => ({
        organization: await setAllowedOrigins(context.services, requireCaller(context), input.origins),
      })),
  }),
);
