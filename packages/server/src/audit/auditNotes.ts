import type { VisibleType } from '../access/findVisible.js';
import type { RequestContext } from '../schema/context.js';
import { type AuditRecord, noOrganization } from './auditEvent.js';
import { ownedBy, pathOf } from './findPatients.js';
import { recordAudit } from './recordAudit.js';
import { type Notes, recordsOf } from './recordsOf.js';
import { unrecorded } from './unrecorded.js';

const notes = new WeakMap<RequestContext, Notes>();

function notesOf(context: RequestContext): Notes {
  let own = notes.get(context);
  if (!own) {
    own = { ...noNotes(), told: new Set() };
    notes.set(context, own);
  }
  return own;
}

function noNotes(): Omit<Notes, 'told'> {
  return {
    seen: new Map(),
    known: new Map(),
    unknown: new Map(),
    patientIds: new Set(),
    changes: [],
    intents: [],
  };
}

/** Rows of these types are no patient's data. All others are, those of tomorrow too. */
export const ofNobody: ReadonlySet<string> = new Set<VisibleType>([
  'Organization',
  'User',
  'ApiKey',
  'AuditEvent',
  'WebhookEndpoint',
  // Figures of many; no patient is told apart.
  'SilentMode',
  // Ids alone.
  'WebhookDelivery',
]);

/** A row that a caller is shown. */
export interface SeenRow {
  id: string;
  patientId?: unknown;
}

/** Notes that a caller is shown a row. Called where every row of every type passes: the second wall. */
export function noteSeen(context: RequestContext, type: string, row: SeenRow): void {
  if (ofNobody.has(type)) return;
  const own = notesOf(context);
  let ids = own.seen.get(type);
  if (!ids) {
    ids = new Set();
    own.seen.set(type, ids);
  }
  ids.add(row.id);
  const patientId = type === 'Patient' ? row.id : row.patientId;
  const key = `${type} ${row.id}`;
  if (typeof patientId === 'string') {
    own.known.set(key, patientId);
    own.patientIds.add(patientId);
    // An image says whose its series is.
    for (const { column, model } of ownedBy(type)) {
      const other = (row as unknown as Record<string, unknown>)[column];
      if (typeof other === 'string') own.known.set(`${model} ${other}`, patientId);
    }
    return;
  }
  const [step] = pathOf(type) ?? [];
  const nearer = step && (row as unknown as Record<string, unknown>)[step.column];
  own.unknown.set(key, {
    type,
    id: row.id,
    nearer: step && typeof nearer === 'string' ? `${step.model} ${nearer}` : null,
  });
}

/**
 * Notes that something was changed, or that it was tried.
 *
 * @param intent that was stored before.
 */
export function noteChange(context: RequestContext, record: AuditRecord, intent?: string): void {
  const own = notesOf(context);
  own.changes.push(record);
  if (intent) own.intents.push(intent);
}

/** Whether a change was noted and is not recorded yet. */
export function hasChanges(context: RequestContext): boolean {
  return (notes.get(context)?.changes.length ?? 0) > 0;
}

/**
 * Records what was noted, with one statement, and forgets it. Await it before the answer leaves: what can not be recorded is
 * not told. A stream is recorded once for each patient it shows. Rows that do not say their patient cost one more statement a type.
 *
 * @param operation of GraphQL or REST, for the record.
 * @throws EventEyeError AUDIT_UNAVAILABLE.
 */
export async function recordNotes(context: RequestContext, operation: string | null): Promise<void> {
  const own = notes.get(context);
  if (!own) return;
  // Taken before anything is waited for: what is noted meanwhile is of the next answer.
  const taken = { ...own };
  Object.assign(own, noNotes());
  const { changes, intents } = taken;
  try {
    const records = await recordsOf(context, taken, operation);
    await recordAudit(
      context.services.prisma,
      context,
      records,
      organizationOf(context, changes) ?? noOrganization,
      intents,
    );
  } catch (cause) {
    throw unrecorded(cause);
  } finally {
    context.services.intents.end(intents);
  }
}

/** A sign-in that failed concerns the organization whose account was meant, if there is one. */
function organizationOf({ caller }: RequestContext, changes: readonly AuditRecord[]): string | null {
  if (caller) return caller.organizationId;
  const meant = changes.find(({ details }) => typeof details?.organizationId === 'string');
  return (meant?.details?.organizationId as string | undefined) ?? null;
}
