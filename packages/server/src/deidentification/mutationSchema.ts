import type { Organization } from '../database/client.js';
import { OrganizationNode } from '../organization/schema.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { resultUnion } from '../schema/resultUnion.js';
import { DeidentificationPolicyEnum } from './schema.js';
import { setDeidentificationPolicy } from './setPolicy.js';

const SetDeidentificationPolicyPayload = builder.objectRef<{ organization: Organization }>(
  'SetDeidentificationPolicyPayload',
);
SetDeidentificationPolicyPayload.implement({
  description: 'The policy holds for uploads from now on; what is stored stays as it is.',
  fields: (t) => ({
    organization: t.field({
      type: OrganizationNode,
      description: 'Your organization.',
      resolve: (payload) => payload.organization,
    }),
  }),
});
const result = resultUnion(
  'SetDeidentificationPolicyResult',
  SetDeidentificationPolicyPayload,
  ['ForbiddenError'],
  'How setDeidentificationPolicy ends.',
);
const SetDeidentificationPolicyInput = builder.inputType('SetDeidentificationPolicyInput', {
  description: 'Which policy.',
  fields: (t) => ({
    policy: t.field({
      type: DeidentificationPolicyEnum,
      required: true,
      description: 'What becomes of uploads.',
    }),
  }),
});

builder.mutationField('setDeidentificationPolicy', (t) =>
  t.field({
    type: result.union,
    description: 'For administrators: what becomes of uploads of your organization before they are stored.',
    args: {
      input: t.arg({ type: SetDeidentificationPolicyInput, required: true, description: 'Which policy.' }),
    },
    resolve: (_root, { input }, context) =>
      result.settle(async () => {
        const caller = requireCaller(context);
        const { prisma } = context.services;
        return { organization: await setDeidentificationPolicy(prisma, caller, input.policy) };
      }),
  }),
);
