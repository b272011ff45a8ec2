import type { SilentMode } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { resultUnion } from '../schema/resultUnion.js';
import { endSilentMode } from './endSilentMode.js';
import { SilentModeNode } from './schema.js';
import { startSilentMode } from './startSilentMode.js';

const StartSilentModePayload = builder.objectRef<{ silentMode: SilentMode }>('StartSilentModePayload');
StartSilentModePayload.implement({
  description: 'Results are withheld from now on.',
  fields: (t) => ({
    silentMode: t.field({
      type: SilentModeNode,
      description: 'The silent mode that runs now.',
      resolve: (payload) => payload.silentMode,
    }),
  }),
});
const startResult = resultUnion(
  'StartSilentModeResult',
  StartSilentModePayload,
  ['ValidationError', 'ForbiddenError', 'ConflictError'],
  'How startSilentMode ends.',
);
const StartSilentModeInput = builder.inputType('StartSilentModeInput', {
  description: 'How much is to be seen.',
  fields: (t) => ({
    targetPatients: t.int({
      required: true,
      description:
        'Patients that the organization wants to see before it decides, 1 to 100,000. Nothing ends by itself when they are reached.',
    }),
  }),
});

builder.mutationField('startSilentMode', (t) =>
  t.field({
    type: startResult.union,
    description:
      'For administrators: from now on results of your organization are computed, stored aside and shown to nobody, administrators included. Results that are shown already stay.',
    args: { input: t.arg({ type: StartSilentModeInput, required: true, description: 'How much.' }) },
    resolve: (_root, { input }, context) =>
      startResult.settle(async () => {
        const caller = requireCaller(context);
        const { prisma } = context.services;
        return { silentMode: await startSilentMode(prisma, caller, input.targetPatients) };
      }),
  }),
);

const EndSilentModePayload = builder.objectRef<{ silentMode: SilentMode }>('EndSilentModePayload');
EndSilentModePayload.implement({
  description: 'New results are shown from now on.',
  fields: (t) => ({
    silentMode: t.field({
      type: SilentModeNode,
      description: 'The silent mode that ended.',
      resolve: (payload) => payload.silentMode,
    }),
  }),
});
const endResult = resultUnion(
  'EndSilentModeResult',
  EndSilentModePayload,
  ['ForbiddenError', 'ConflictError'],
  'How endSilentMode ends.',
);
const EndSilentModeInput = builder.inputType('EndSilentModeInput', {
  description: 'What becomes of the withheld results.',
  fields: (t) => ({
    release: t.boolean({
      required: true,
      description: 'true opens them; false keeps them withheld for good. The figures remain either way.',
    }),
  }),
});

builder.mutationField('endSilentMode', (t) =>
  t.field({
    type: endResult.union,
    description: 'For administrators: ends the silent mode of your organization.',
    args: {
      input: t.arg({ type: EndSilentModeInput, required: true, description: 'What becomes of the results.' }),
    },
    resolve: (_root, { input }, context) =>
      endResult.settle(async () => ({
        silentMode: await endSilentMode(context.services.prisma, requireCaller(context), input.release),
      })),
  }),
);
