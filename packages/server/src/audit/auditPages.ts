import type { AuditEvent, PrismaClient } from '../database/client.js';

const pageSize = 1_000;

/** Which events of an organization. */
export interface AuditRange {
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The events of an organization in their order, page by page, so that memory does not grow with them. */
export async function* auditPages(
  prisma: PrismaClient,
  organizationId: string,
  { from, to }: AuditRange = {},
): AsyncGenerator<AuditEvent[]> {
  let after = 0n;
  for (;;) {
    const page = await prisma.auditEvent.findMany({
      where: {
        organizationId,
        sequence: { gt: after },
        ...((from || to) && { recordedAt: { ...(from && { gte: from }), ...(to && { lt: to }) } }),
      },
      orderBy: { sequence: 'asc' },
      take: pageSize,
    });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.sequence;
  }
}
