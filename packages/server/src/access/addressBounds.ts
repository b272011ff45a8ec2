import { z } from 'zod';
import type { Caller } from '../services.js';
import type { Bounds } from './bounds.js';

/** The part of a signed address's query that says for whom it was made, and how far they saw. */
export function boundsQuery({ userId, token: { only } }: Caller): Record<string, string> {
  return {
    user: userId,
    ...(only && { patient: only.patientId }),
    ...(only?.studyId && { study: only.studyId }),
  };
}

const query = z.object({ user: z.uuid(), patient: z.uuid().optional(), study: z.uuid().optional() });

/** Reads the same of an address whose signature was verified; null where it names no user. */
export function readBoundsQuery(given: unknown): { userId: string; only: Bounds['token']['only'] } | null {
  const parsed = query.safeParse(given);
  if (!parsed.success) return null;
  const { user, patient, study } = parsed.data;
  return { userId: user, only: patient ? { patientId: patient, ...(study && { studyId: study }) } : null };
}
