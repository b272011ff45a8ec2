import type { AuditEvent, PrismaClient } from '../database/client.js';
import type { AuditBody } from './auditEvent.js';
import { auditPages } from './auditPages.js';
import type { Checkpoint } from './checkpoint.js';
import { type ChainEnd, type ChainFault, followChain } from './verifyChain.js';

/** What a chain in the database was found to be. */
export interface ChainReport {
  organizationId: string;
  end: ChainEnd;
  /** The first one; null where the chain is sound. */
  fault: ChainFault | null;
}

/**
 * Verifies every chain in the database against itself, its head, and checkpoints that were kept elsewhere.
 *
 * @param checkpoints whose signatures were checked.
 */
export async function verifyDatabase(
  prisma: PrismaClient,
  checkpoints: readonly Checkpoint[] = [],
): Promise<ChainReport[]> {
  const heads = await prisma.auditHead.findMany({ orderBy: { organizationId: 'asc' } });
  const chains = new Set([
    ...heads.map(({ organizationId }) => organizationId),
    ...checkpoints.map(({ organizationId }) => organizationId),
    ...(
      await prisma.auditEvent.findMany({ distinct: ['organizationId'], select: { organizationId: true } })
    ).map(({ organizationId }) => organizationId),
  ]);
  const reports: ChainReport[] = [];
  for (const organizationId of chains) {
    const chain = followChain(organizationId);
    const own = checkpoints.filter((one) => one.organizationId === organizationId);
    const head = heads.find((one) => one.organizationId === organizationId);
    const fault =
      (await firstFault(prisma, organizationId, chain, own)) ??
      // The head is read before the events: what is appended meanwhile makes the chain longer, never shorter.
      missingTail(organizationId, chain.end, [
        ...own.map(({ sequence }) => BigInt(sequence)),
        head?.sequence ?? 0n,
      ]);
    reports.push({ organizationId, end: chain.end, fault });
  }
  return reports;
}

async function firstFault(
  prisma: PrismaClient,
  organizationId: string,
  chain: ReturnType<typeof followChain>,
  checkpoints: readonly Checkpoint[],
): Promise<ChainFault | null> {
  for await (const page of auditPages(prisma, organizationId))
    for (const event of page) {
      const fault = chain.next(event);
      if (fault) return fault;
      const { sequence } = event;
      if (!columnsAgree(event)) return { organizationId, sequence, fault: 'COLUMNS_DIFFER' };
      // The whole chain written anew is sound in itself.
      if (checkpoints.some((one) => BigInt(one.sequence) === sequence && one.hash !== event.hash))
        return { organizationId, sequence, fault: 'HASH_DIFFERS' };
    }
  return null;
}

function missingTail(organizationId: string, end: ChainEnd, ends: readonly bigint[]): ChainFault | null {
  if (ends.every((sequence) => sequence <= end.sequence)) return null;
  return { organizationId, sequence: end.sequence + 1n, fault: 'TAIL_MISSING' };
}

/** What is searched by must be what is hashed. */
function columnsAgree(event: AuditEvent): boolean {
  const body = JSON.parse(event.body) as AuditBody;
  return (
    body.id === event.id &&
    body.type === event.type &&
    body.action === event.action &&
    body.outcome === event.outcome &&
    body.userId === event.userId &&
    body.recordedAt === event.recordedAt.toISOString() &&
    JSON.stringify(body.patientIds) === JSON.stringify(event.patientIds)
  );
}
