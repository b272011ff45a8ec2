import type { Prisma } from '../database/client.js';
import {
  type AuditActor,
  type AuditBody,
  type AuditRecord,
  auditBody,
  noOrganization,
} from './auditEvent.js';

/** What can run a statement: the client, or a transaction. */
export type AuditExecutor = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>;

/**
 * Appends events to the chain of the caller's organization, in one statement. Within a transaction they are there when it
 * commits, and not at all if it does not; without one before this resolves, so await it before you answer.
 *
 * @param organizationId where there is no caller, such as for a sign-in that failed.
 * @param intents ids of the intents that these events settle; gone in the same statement.
 */
export async function recordAudit(
  executor: AuditExecutor,
  actor: AuditActor,
  records: readonly AuditRecord[],
  organizationId: string | null = actor.caller?.organizationId ?? null,
  intents: readonly string[] = [],
): Promise<void> {
  const bodies = records.map((record) => auditBody(actor, record));
  await appendEvents(executor, organizationId ?? noOrganization, bodies, intents);
}

/** Appends events as they are to the chain of one organization, in one statement. */
export async function appendEvents(
  executor: AuditExecutor,
  organizationId: string,
  bodies: readonly AuditBody[],
  intents: readonly string[] = [],
): Promise<void> {
  if (bodies.length === 0) return;
  const events = JSON.stringify(
    bodies.map((body) => {
      const { id, recordedAt, type, action, outcome, userId, patientIds } = body;
      return { id, recordedAt, type, action, outcome, userId, patientIds, body: JSON.stringify(body) };
    }),
  );
  if (intents.length === 0) {
    await executor.$queryRawUnsafe(
      'SELECT append_audit_events($1::uuid, $2::jsonb)::text',
      organizationId,
      events,
    );
    return;
  }
  await executor.$queryRawUnsafe(
    `WITH settled AS (DELETE FROM "AuditIntent" WHERE id IN (SELECT value::uuid FROM jsonb_array_elements_text($3::jsonb)))
     SELECT append_audit_events($1::uuid, $2::jsonb)::text`,
    organizationId,
    events,
    JSON.stringify(intents),
  );
}
