import { appendFile, readFile } from 'node:fs/promises';
import type { PrismaClient } from '../database/client.js';
import { auditPages } from './auditPages.js';
import { type Checkpoint, readCheckpoint, signCheckpoint } from './checkpoint.js';
import { type ChainFault, followChain } from './verifyChain.js';

/**
 * Follows each chain from its last checkpoint of a file to its end, and writes the signed end behind the others. What was followed
 * before is not followed again, and a chain that does not go on from there gets no checkpoint.
 *
 * @returns how many were written, and what was wrong.
 */
export async function keepCheckpoints(
  { prisma, secret }: { prisma: PrismaClient; secret: string },
  file: string,
): Promise<{ written: number; faults: ChainFault[] }> {
  const last = await lastCheckpoints(file, secret);
  const faults: ChainFault[] = [];
  const lines: string[] = [];
  const heads = await prisma.auditHead.findMany({ orderBy: { organizationId: 'asc' } });
  for (const { organizationId, sequence } of heads) {
    const from = last.get(organizationId);
    const start = from && { sequence: BigInt(from.sequence), hash: from.hash };
    if (start && sequence === start.sequence) continue;
    const chain = followChain(organizationId, start);
    const fault = await follow(prisma, organizationId, chain);
    // The head was read first: the chain can only be longer than it says.
    const short = chain.end.sequence < sequence || (start && sequence < start.sequence);
    if (fault) faults.push(fault);
    else if (short) faults.push({ organizationId, sequence: chain.end.sequence + 1n, fault: 'TAIL_MISSING' });
    else lines.push(`${JSON.stringify(signCheckpoint(secret, organizationId, chain.end))}\n`);
  }
  if (lines.length > 0) await appendFile(file, lines.join(''), { mode: 0o600 });
  return { written: lines.length, faults };
}

async function follow(
  prisma: PrismaClient,
  organizationId: string,
  chain: ReturnType<typeof followChain>,
): Promise<ChainFault | null> {
  for await (const page of auditPages(prisma, organizationId, {}, chain.end.sequence))
    for (const event of page) {
      const fault = chain.next(event);
      if (fault) return fault;
    }
  return null;
}

/** The last one of each chain; lines that are none of this installation are left alone. */
async function lastCheckpoints(file: string, secret: string): Promise<Map<string, Checkpoint>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const last = new Map<string, Checkpoint>();
  for (const line of text.split('\n')) {
    const checkpoint = line.trim() === '' ? null : readCheckpoint(secret, line);
    if (checkpoint) last.set(checkpoint.organizationId, checkpoint);
  }
  return last;
}
