import type { ChainedEvent } from './verifyChain.js';

/** One event as a line of JSON: its place in the chain, and `body` as the text that was hashed. */
export function toJsonLine({ organizationId, sequence, previousHash, hash, body }: ChainedEvent): string {
  return `${JSON.stringify({ organizationId, sequence: String(sequence), previousHash, hash, body })}\n`;
}
