import type { AuditEvent, PrismaClient } from '../database/client.js';

const pageSize = 1_000;

/** Which events of an organization. */
export interface AuditRange {
  from?: Date | undefined;
  to?: Date | undefined;
}

/**
 * The events of an organization in their order, page by page, so that memory does not grow with them: those behind `after`, or all
 * from the first to the last one that lies within the times. Events that wait for each other can have their times in another order
 * than their places, and a chain with a gap proves nothing.
 */
export async function* auditPages(
  prisma: PrismaClient,
  organizationId: string,
  { from, to }: AuditRange = {},
  after = 0n,
): AsyncGenerator<AuditEvent[]> {
  let last: bigint | undefined;
  if (from || to) {
    const recordedAt = { ...(from && { gte: from }), ...(to && { lt: to }) };
    const { _min, _max } = await prisma.auditEvent.aggregate({
      where: { organizationId, recordedAt },
      _min: { sequence: true },
      _max: { sequence: true },
    });
    if (_min.sequence === null || _max.sequence === null) return;
    after = _min.sequence - 1n;
    last = _max.sequence;
  }
  for (;;) {
    const page = await prisma.auditEvent.findMany({
      where: { organizationId, sequence: { gt: after, ...(last !== undefined && { lte: last }) } },
      orderBy: { sequence: 'asc' },
      take: pageSize,
    });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.sequence;
  }
}
