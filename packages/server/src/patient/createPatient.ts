import { EventEyeError } from '@eventeye/core';
import { z } from 'zod';
import { mayChange } from '../auth/mayChange.js';
import type { Patient } from '../database/client.js';
import type { Caller, Services } from '../services.js';

// Lengths: PS3.5 6.2, LO of 64 characters and PN of 5 component groups of 64.
const patient = z.object({
  mrn: z
    .string()
    .trim()
    .min(1, 'Give a medical record number.')
    .max(64, 'Use at most 64 characters for the mrn.'),
  name: z.string().trim().max(324, 'Use at most 324 characters for the name.').nullish(),
  birthDate: z
    .date()
    .min(new Date('1850-01-01'), 'Give a date of birth from 1850 on.')
    .refine((date) => date <= new Date(), 'Give a date of birth that is not in the future.')
    .nullish(),
});

/** Adds a patient. Throws FORBIDDEN, VALIDATION_FAILED, PATIENT_MRN_TAKEN. */
export async function createPatient(
  services: Pick<Services, 'prisma'>,
  caller: Caller,
  input: z.input<typeof patient>,
): Promise<Patient> {
  mayChange(caller, 'WRITE', 'add patients');
  const parsed = patient.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new EventEyeError('VALIDATION_FAILED', issue.message, {
      path: ['input', ...issue.path.map(String)],
    });
  }
  const { organizationId } = caller;
  const { mrn, name, birthDate } = parsed.data;
  try {
    return await services.prisma.patient.create({
      data: { organizationId, mrn, name: name || null, birthDate: birthDate ?? null },
    });
  } catch (cause) {
    // Asked after the fact: the unique index decides between two who come at once.
    const taken = await services.prisma.patient.findUnique({
      where: { organizationId_mrn: { organizationId, mrn } },
    });
    if (!taken) throw cause;
    throw new EventEyeError(
      'PATIENT_MRN_TAKEN',
      'A patient with this medical record number exists already. Look it up with patient(mrn:).',
      { cause },
    );
  }
}
