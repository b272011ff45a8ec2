import type { Prisma } from '../database/client.js';
import { type AuditActor, type AuditRecord, auditBody, noOrganization } from './auditEvent.js';

/**
 * Appends events to the chain of the caller's organization, in one statement. Within a transaction they are there when it
 * commits, and not at all if it does not; without one before this resolves, so await it before you answer.
 *
 * @param organizationId where there is no caller, such as for a sign-in that failed.
 */
export async function recordAudit(
  executor: Pick<Prisma.TransactionClient, '$queryRawUnsafe'>,
  actor: AuditActor,
  records: readonly AuditRecord[],
  organizationId: string | null = actor.caller?.organizationId ?? null,
): Promise<void> {
  if (records.length === 0) return;
  const events = records.map((record) => {
    const body = auditBody(actor, record);
    const { id, recordedAt, type, action, outcome, userId, patientIds } = body;
    return { id, recordedAt, type, action, outcome, userId, patientIds, body: JSON.stringify(body) };
  });
  await executor.$queryRawUnsafe(
    'SELECT append_audit_events($1::uuid, $2::jsonb)::text',
    organizationId ?? noOrganization,
    JSON.stringify(events),
  );
}
