import type { PrismaClient } from '../database/client.js';
import type { Checkpoint } from './checkpoint.js';
import { readExport } from './readExport.js';
import { type ChainEnd, type ChainFault, followChain } from './verifyChain.js';
import type { ChainReport } from './verifyDatabase.js';

/** What an exported file is compared with. */
export interface FileEvidence {
  /** Whose signatures were checked. */
  checkpoints?: readonly Checkpoint[];
  /** The database that it was taken from, or one that is said to be it. */
  prisma?: PrismaClient;
  /** It was exported with `from` or `to`: it may begin later and end earlier. */
  isPart?: boolean;
}

/** What an exported file was found to be. */
export interface FileReport extends ChainReport {
  /** Sequence of its first event. */
  first: bigint;
}

/**
 * Verifies the chains of an exported file in themselves, against checkpoints, and against the database.
 *
 * @throws EventEyeError VALIDATION_FAILED for a file that is no export.
 */
export async function verifyFile(file: string, evidence: FileEvidence = {}): Promise<FileReport[]> {
  const chains = new Map<string, FileReport & { chain: ReturnType<typeof followChain> }>();
  for await (const event of readExport(file)) {
    const { organizationId, sequence, previousHash, hash } = event;
    let own = chains.get(organizationId);
    if (!own) {
      const start =
        evidence.isPart && sequence > 1n ? { sequence: sequence - 1n, hash: previousHash } : undefined;
      const chain = followChain(organizationId, start);
      own = { organizationId, first: sequence, end: chain.end, fault: null, chain };
      chains.set(organizationId, own);
    }
    if (own.fault) continue;
    const fault = (kind: ChainFault['fault']) => ({ organizationId, sequence, fault: kind });
    own.fault =
      own.chain.next(event) ??
      (event.columnsAgree ? null : fault('COLUMNS_DIFFER')) ??
      (disagrees(evidence.checkpoints, organizationId, { sequence, hash }) ? fault('HASH_DIFFERS') : null);
    own.end = own.chain.end;
  }
  for (const report of chains.values()) report.fault ??= await missing(report, evidence);
  return [...chains.values()].map(({ chain: _followed, ...report }) => report);
}

/** The whole written anew is sound in itself. */
function disagrees(
  checkpoints: readonly Checkpoint[] = [],
  organizationId: string,
  { sequence, hash }: ChainEnd,
): boolean {
  return checkpoints.some(
    (one) => one.organizationId === organizationId && BigInt(one.sequence) === sequence && one.hash !== hash,
  );
}

async function missing(
  { organizationId, first, end }: FileReport,
  { checkpoints = [], prisma, isPart }: FileEvidence,
): Promise<ChainFault | null> {
  const known = checkpoints.filter((one) => one.organizationId === organizationId);
  const tail = { organizationId, sequence: end.sequence + 1n, fault: 'TAIL_MISSING' } as const;
  if (!isPart && known.some(({ sequence }) => BigInt(sequence) > end.sequence)) return tail;
  if (!prisma) return null;
  const stored = await prisma.auditEvent.findMany({
    where: { organizationId, sequence: { in: [first, end.sequence] } },
  });
  const last = stored.find(({ sequence }) => sequence === end.sequence);
  // The file knows more than the database has.
  if (!last || stored.length < (first === end.sequence ? 1 : 2)) return { ...tail, sequence: end.sequence };
  return last.hash === end.hash ? null : { organizationId, sequence: end.sequence, fault: 'HASH_DIFFERS' };
}
