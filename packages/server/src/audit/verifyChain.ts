import { createHash } from 'node:crypto';
import { noOrganization } from './auditEvent.js';

/** One event as it was stored or exported. */
export interface ChainedEvent {
  organizationId: string;
  sequence: bigint;
  body: string;
  previousHash: string;
  hash: string;
}

/** What was wrong first, and where. */
export interface ChainFault {
  organizationId: string;
  sequence: bigint;
  fault: 'MISSING' | 'PREVIOUS_HASH_DIFFERS' | 'HASH_DIFFERS' | 'COLUMNS_DIFFER' | 'TAIL_MISSING';
}

/** How far a chain was followed. */
export interface ChainEnd {
  sequence: bigint;
  hash: string;
}

const beginning: ChainEnd = { sequence: 0n, hash: '0'.repeat(64) };

/** SHA-256 of an event in its place. */
export function chainHash(
  previousHash: string,
  organizationId: string,
  sequence: bigint,
  body: string,
): string {
  return createHash('sha256')
    .update(`${previousHash}\n${organizationId}\n${sequence}\n${body}`)
    .digest('hex');
}

/**
 * Follows the chain of one organization event by event; the next one that is given has to be the next one there is.
 *
 * @param start where the chain was followed to before.
 * @returns the fault of the event, or null.
 */
export function followChain(
  organizationId: string,
  start: ChainEnd = beginning,
): {
  end: ChainEnd;
  next(event: ChainedEvent): ChainFault | null;
} {
  const chain = {
    end: { ...start },
    next({ sequence, body, previousHash, hash }: ChainedEvent): ChainFault | null {
      const fault = (kind: ChainFault['fault'], at = sequence) => ({
        organizationId,
        sequence: at,
        fault: kind,
      });
      if (sequence !== chain.end.sequence + 1n) return fault('MISSING', chain.end.sequence + 1n);
      if (previousHash !== chain.end.hash) return fault('PREVIOUS_HASH_DIFFERS');
      if (hash !== chainHash(previousHash, organizationId, sequence, body)) return fault('HASH_DIFFERS');
      chain.end = { sequence, hash };
      return null;
    },
  };
  return chain;
}

/** The name of a chain for people. */
export function chainName(organizationId: string): string {
  return organizationId === noOrganization ? 'of no organization' : `of organization ${organizationId}`;
}
