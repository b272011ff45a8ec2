import type { PrismaClient } from '../database/client.js';
import type { AuditBody } from './auditEvent.js';
import { findPatients } from './findPatients.js';
import { appendEvents } from './recordAudit.js';

/**
 * Records the changes that nobody works on any more, and forgets them, in one transaction. Whether they were made is not known:
 * their rows tell.
 *
 * @param olderThanMs without a sign of life, by the database's clock.
 * @returns how many there were.
 */
export async function recordInterrupted(prisma: PrismaClient, olderThanMs: number): Promise<number> {
  return prisma.$transaction(async (transaction) => {
    const left = await transaction.$queryRaw<{ organizationId: string; body: string }[]>`
      DELETE FROM "AuditIntent" WHERE "aliveAt" <= CURRENT_TIMESTAMP - ${olderThanMs}::float8 * interval '1 millisecond'
      RETURNING "organizationId"::text, "body"`;
    // In one order, as each holds the lock of a chain until the end.
    const organizations = [...new Set(left.map(({ organizationId }) => organizationId))].sort();
    for (const organizationId of organizations) {
      const begun = left
        .filter((one) => one.organizationId === organizationId)
        .map(({ body }) => JSON.parse(body) as AuditBody);
      const patients = await findPatients(
        transaction,
        organizationId,
        begun.flatMap(({ entities }) => entities),
      );
      const now = new Date().toISOString();
      await appendEvents(
        transaction,
        organizationId,
        begun.map((body) => ({
          ...body,
          recordedAt: now,
          patientIds: [
            ...new Set(body.entities.flatMap(({ type, id }) => patients.get(`${type} ${id}`) ?? [])),
          ].sort(),
          details: { ...body.details, begunAt: body.recordedAt },
        })),
      );
    }
    return left.length;
  });
}
