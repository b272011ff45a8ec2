import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '@eventeye/core';
import type { RequestOrigin } from '../schema/context.js';
import type { CallerToken } from '../services.js';

/** What was done, in FHIR's letters (AuditEvent.action): create, read, update, delete, execute. */
export type AuditAction = 'C' | 'R' | 'U' | 'D' | 'E';

/** Something that was seen or changed: a type of the schema and the id of a row. */
export interface AuditEntity {
  type: string;
  id: string;
}

/** The outcome of a change whose process died before it was known whether it was made. */
export const interrupted = 'INTERRUPTED';

/** What is to be recorded. Ids and codes only: no name, no record number, no text that somebody typed. */
export interface AuditRecord {
  /** Such as PATIENT_DATA_READ, PATIENT_CREATED, SIGN_IN. */
  type: string;
  action: AuditAction;
  outcome?: 'SUCCESS' | typeof interrupted | ErrorCode;
  /** Rows whose data was seen or changed. */
  entities?: readonly AuditEntity[];
  patientIds?: readonly string[];
  /** More that is no patient's data, such as the name of a GraphQL operation. */
  details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** On whose behalf and from where something was done. */
export interface AuditActor {
  caller: { organizationId: string; userId: string; token: Pick<CallerToken, 'kind' | 'id'> } | null;
  origin: Pick<RequestOrigin, 'address' | 'userAgent'>;
}

/** An event as it is stored and hashed, without its place in the chain. */
export interface AuditBody {
  id: string;
  recordedAt: string;
  type: string;
  action: AuditAction;
  outcome: string;
  userId: string | null;
  token: { kind: string; id: string | null } | null;
  address: string | null;
  userAgent: string | null;
  patientIds: string[];
  entities: AuditEntity[];
  details: NonNullable<AuditRecord['details']>;
}

/** The type of an event by the name of what was asked: `revokeApiKey` is REVOKE_API_KEY. */
export function auditTypeOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The chain of what concerns no organization. */
export const noOrganization = '00000000-0000-0000-0000-000000000000';

/** Makes the event of a record. */
export function auditBody({ caller, origin }: AuditActor, record: AuditRecord, now = new Date()): AuditBody {
  return {
    id: randomUUID(),
    recordedAt: now.toISOString(),
    type: record.type,
    action: record.action,
    outcome: record.outcome ?? 'SUCCESS',
    userId: caller?.userId ?? null,
    token: caller && { kind: caller.token.kind, id: caller.token.id },
    address: origin.address,
    userAgent: origin.userAgent,
    patientIds: [...new Set(record.patientIds ?? [])].sort(),
    entities: [...(record.entities ?? [])],
    details: record.details ?? {},
  };
}
