import type { VisibleType } from '../access/findVisible.js';
import type { RequestContext } from '../schema/context.js';
import type { AuditEntity, AuditRecord } from './auditEvent.js';
import { recordAudit } from './recordAudit.js';

/** What one request has shown and changed so far and is not recorded yet. */
interface Notes {
  /** Rows of patients' data by type. */
  seen: Map<string, Set<string>>;
  patientIds: Set<string>;
  /** Patients whose data this stream has been recorded to show already. */
  told: Set<string>;
  changes: AuditRecord[];
}

const notes = new WeakMap<RequestContext, Notes>();

function notesOf(context: RequestContext): Notes {
  let own = notes.get(context);
  if (!own) {
    own = { seen: new Map(), patientIds: new Set(), told: new Set(), changes: [] };
    notes.set(context, own);
  }
  return own;
}

/** Rows of these types are no patient's data. All others are, those of tomorrow too. */
const ofNobody: ReadonlySet<string> = new Set<VisibleType>(['Organization', 'User', 'ApiKey', 'AuditEvent']);

/** Notes that a caller is shown a row. Called where every row of every type passes: the second wall. */
export function noteSeen(
  context: RequestContext,
  type: string,
  row: { id: string; patientId?: unknown },
): void {
  if (ofNobody.has(type)) return;
  const own = notesOf(context);
  let ids = own.seen.get(type);
  if (!ids) {
    ids = new Set();
    own.seen.set(type, ids);
  }
  ids.add(row.id);
  if (type === 'Patient') own.patientIds.add(row.id);
  if (typeof row.patientId === 'string') own.patientIds.add(row.patientId);
}

/** Notes that something was changed, or that it was tried. */
export function noteChange(context: RequestContext, record: AuditRecord): void {
  notesOf(context).changes.push(record);
}

/**
 * Records what was noted, with one statement, and forgets it. Await it before the answer leaves: what can not be recorded is
 * not told. A stream is recorded once for each patient it shows.
 *
 * @param operation of GraphQL or REST, for the record.
 */
export async function recordNotes(context: RequestContext, operation: string | null): Promise<void> {
  const own = notes.get(context);
  if (!own) return;
  const { seen, patientIds, told, changes } = own;
  const news = [...patientIds].filter((id) => !told.has(id));
  const entities: AuditEntity[] = [...seen].flatMap(([type, ids]) => [...ids].map((id) => ({ type, id })));
  const records: AuditRecord[] = changes.map((change) => ({
    ...change,
    // What a change shows is what it changed.
    entities: change.entities?.length ? change.entities : entities,
    patientIds: [...(change.patientIds ?? []), ...patientIds],
    details: { ...change.details, ...(operation && { operation }) },
  }));
  // Without a patient in sight, rows alone are recorded each time.
  const shown = entities.length > 0 && (news.length > 0 || (patientIds.size === 0 && told.size === 0));
  if (shown && changes.length === 0)
    records.push({
      type: 'PATIENT_DATA_READ',
      action: 'R',
      entities,
      patientIds: news,
      ...(operation && { details: { operation } }),
    });
  own.seen = new Map();
  own.patientIds = new Set();
  own.changes = [];
  for (const id of news) told.add(id);
  await recordAudit(context.services.prisma, context, records, organizationOf(context, changes));
}

/** A sign-in that failed concerns the organization whose account was meant, if there is one. */
function organizationOf({ caller }: RequestContext, changes: readonly AuditRecord[]): string | null {
  if (caller) return caller.organizationId;
  const meant = changes.find(({ details }) => typeof details?.organizationId === 'string');
  return (meant?.details?.organizationId as string | undefined) ?? null;
}
