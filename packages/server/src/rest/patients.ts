import { z } from 'zod';
import { mayRead } from '../access/mayRead.js';
import { visiblePatients } from '../access/visibleRows.js';
import { createPatient } from '../patient/createPatient.js';
import { requireCaller } from '../schema/requireCaller.js';
import { notFound, requireRowId } from '../schema/requireRowId.js';
import { apiPath } from './apiPath.js';
import { operation } from './operation.js';
import { cursorOf, pageOf } from './page.js';
import { idParameter, none, pageParameters } from './parameters.js';
import { representPatient } from './represent.js';
import { Patient, PatientPage } from './resources.js';

export const createPatientOperation = operation({
  method: 'post',
  path: '/patients/',
  operationId: 'createPatient',
  tag: 'Patients',
  summary: 'Add a patient',
  description: 'Needed for pictures without a DICOM header only: DICOM names its own patient.',
  params: none,
  query: none,
  body: {
    kind: 'json',
    schema: z.object({
      mrn: z.string().describe('Medical record number.'),
      name: z.string().optional(),
      birthDate: z.iso.date().optional(),
    }),
  },
  answers: {
    201: { description: 'Added.', schema: Patient, headers: { Location: 'Address of the patient.' } },
  },
  failures: ['VALIDATION_FAILED', 'PATIENT_MRN_TAKEN', 'FORBIDDEN', 'MEDIA_TYPE_UNSUPPORTED'],
  curl: `curl -s "$EVENTEYE/api/patients/" -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' -d '{"mrn": "MRN-1001"}'`,
  async handle({ context, body }) {
    const { mrn, name, birthDate } = body;
    const input = { mrn, name, birthDate: birthDate === undefined ? null : new Date(birthDate) };
    const patient = representPatient(
      context,
      await createPatient(context.services, requireCaller(context), input),
    );
    return { status: 201, body: patient, headers: { Location: `${apiPath}/patients/${patient.id}/` } };
  },
});

export const findPatients = operation({
  method: 'get',
  path: '/patients/',
  operationId: 'findPatients',
  tag: 'Patients',
  summary: 'Look up patients',
  description: 'The patients of your organization, newest first; with mrn, the one who has it.',
  params: none,
  query: pageParameters.extend({ mrn: z.string().optional().describe('This medical record number only.') }),
  answers: { 200: { description: 'A page, which may be empty.', schema: PatientPage } },
  failures: ['VALIDATION_FAILED'],
  curl: `curl -s "$EVENTEYE/api/patients/?mrn=MRN-1001" -H "Authorization: Bearer $TOKEN"`,
  async handle({ context, query }) {
    const caller = requireCaller(context);
    mayRead(caller);
    const { mrn, first } = query;
    const after = cursorOf('Patient', query.after);
    const rows = await context.services.prisma.patient.findMany({
      where: { ...visiblePatients(caller), ...(mrn !== undefined && { mrn }) },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: first + 1,
      ...(after && { cursor: { id: after }, skip: 1 }),
    });
    return {
      status: 200,
      ...pageOf(rows, first, (row) => representPatient(context, row), context, '/patients/', { mrn }),
    };
  },
});

export const getPatient = operation({
  method: 'get',
  path: '/patients/{id}/',
  operationId: 'getPatient',
  tag: 'Patients',
  summary: 'Read a patient',
  description: 'One patient of your organization.',
  params: idParameter,
  query: none,
  answers: { 200: { description: 'The patient.', schema: Patient } },
  failures: ['NOT_FOUND'],
  curl: `curl -s "$EVENTEYE/api/patients/$PATIENT/" -H "Authorization: Bearer $TOKEN"`,
  async handle({ context, params }) {
    const caller = requireCaller(context);
    mayRead(caller);
    const id = requireRowId('Patient', params.id, 'patient');
    const where = { id, ...visiblePatients(caller) };
    const patient = await context.services.prisma.patient.findFirst({ where });
    if (!patient) throw notFound('patient');
    return { status: 200, body: representPatient(context, patient) };
  },
});
