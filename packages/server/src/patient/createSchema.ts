import type { Patient } from '../database/client.js';
import { builder } from '../schema/builder.js';
import { requireCaller } from '../schema/requireCaller.js';
import { resultUnion } from '../schema/resultUnion.js';
import { createPatient } from './createPatient.js';
import { PatientNode } from './schema.js';

const CreatePatientPayload = builder.objectRef<{ patient: Patient }>('CreatePatientPayload');
CreatePatientPayload.implement({
  description: 'The patient exists now.',
  fields: (t) => ({
    patient: t.field({
      type: PatientNode,
      description: 'The new patient.',
      resolve: (payload) => payload.patient,
    }),
  }),
});

const result = resultUnion(
  'CreatePatientResult',
  CreatePatientPayload,
  ['ValidationError', 'ForbiddenError', 'ConflictError'],
  'How createPatient ends.',
);

const CreatePatientInput = builder.inputType('CreatePatientInput', {
  description: 'Who is to be examined.',
  fields: (t) => ({
    mrn: t.string({
      required: true,
      description: 'Medical record number, 1 to 64 characters, unique in your organization.',
    }),
    name: t.string({ description: 'Name, up to 324 characters.' }),
    birthDate: t.field({ type: 'Date', description: 'Date of birth, not in the future.' }),
  }),
});

builder.mutationField('createPatient', (t) =>
  t.field({
    type: result.union,
    description: 'Adds a patient. DICOM uploads need none: they name their own.',
    args: { input: t.arg({ type: CreatePatientInput, required: true, description: 'Who.' }) },
    resolve: (_root, { input }, context) =>
      result.settle(async () => ({
        patient: await createPatient(context.services, requireCaller(context), input),
      })),
  }),
);
