import { EventEyeError } from '@eventeye/core';
import type { ModelVersion } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { rowIdOf } from '../schema/globalId.js';
import { requireCaller } from '../schema/requireCaller.js';
import { resultUnion } from '../schema/resultUnion.js';
import { ModelVersionNode } from './schema.js';

const ActivateModelPayload = builder.objectRef<{ model: ModelVersion }>('ActivateModelPayload');
ActivateModelPayload.implement({
  description: 'New analyses run with this model.',
  fields: (t) => ({
    model: t.field({
      type: ModelVersionNode,
      description: 'The model that is active now.',
      resolve: (payload) => payload.model,
    }),
  }),
});
const activateResult = resultUnion(
  'ActivateModelResult',
  ActivateModelPayload,
  ['NotFoundError', 'ForbiddenError', 'ConflictError'],
  'How activateModel ends.',
);
const ActivateModelInput = builder.inputType('ActivateModelInput', {
  description: 'Which model.',
  fields: (t) => ({
    modelVersionId: t.id({ required: true, description: 'Global id of an installed model.' }),
  }),
});

builder.mutationField('activateModel', (t) =>
  t.field({
    type: activateResult.union,
    description:
      'For administrators: serves another installed model from now on. Running analyses finish on the present one.',
    args: { input: t.arg({ type: ActivateModelInput, required: true, description: 'Which model.' }) },
    resolve: (_root, { input }, context) =>
      activateResult.settle(async () => {
        const caller = requireCaller(context);
        const id = rowIdOf('ModelVersion', input.modelVersionId);
        if (!id) throw new EventEyeError('NOT_FOUND', 'There is no such model. Look the models up again.');
        return { model: await context.services.models.activate(caller, id) };
      }),
  }),
);
