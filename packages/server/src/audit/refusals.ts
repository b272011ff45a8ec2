import { type ErrorCode, EventEyeError } from '@eventeye/core';
import type { GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../schema/context.js';
import type { Services } from '../services.js';
import type { AuditActor, AuditRecord } from './auditEvent.js';
import { hasChanges, noteChange } from './auditNotes.js';

/** Somebody without a good token is recorded once in this time for an address: a scanner must not fill the audit. */
const againMs = 60_000;
/** Of each installation: tests run several in one process. */
const recent = new WeakMap<object, LRUCache<string, true>>();

/**
 * The event of an access that was refused; null where nothing is to be recorded: the failure is no refusal, or the same stranger was
 * recorded a moment ago. A token that ran out is no refusal: clients notice it by that and refresh.
 */
export function refusalOf(
  { prisma }: Pick<Services, 'prisma'>,
  { caller, origin: { address } }: AuditActor,
  code: unknown,
  credentials: boolean,
): AuditRecord | null {
  if (code !== 'FORBIDDEN' && code !== 'UNAUTHENTICATED') return null;
  if (!caller) {
    // Without a token nobody tried anything: probes and people who are not signed in yet.
    if (!credentials) return null;
    const once = `${address} ${code}`;
    const known = recent.get(prisma) ?? new LRUCache({ max: 20_000, ttl: againMs });
    recent.set(prisma, known);
    if (known.has(once)) return null;
    known.set(once, true);
  }
  return { type: 'ACCESS_REFUSED', action: 'R', outcome: code as ErrorCode };
}

/** Notes that fields of a query were refused; what a mutation tried is noted by itself. */
export function noteRefusedFields(
  context: RequestContext,
  errors: readonly (Pick<GraphQLFormattedError, 'extensions'> & { originalError?: unknown })[] | undefined,
): void {
  if (!errors || errors.length === 0 || hasChanges(context)) return;
  const codes = errors.map(({ extensions, originalError }) =>
    EventEyeError.is(originalError) ? originalError.code : extensions?.code,
  );
  const code = codes.find((one) => one === 'FORBIDDEN') ?? codes.find((one) => one === 'UNAUTHENTICATED');
  const refusal = refusalOf(context.services, context, code, context.rejection !== null);
  if (refusal) noteChange(context, refusal);
}

/** The code of what was thrown. */
export function codeOf(error: unknown): ErrorCode {
  return EventEyeError.is(error) ? error.code : 'INTERNAL';
}
