import type { VisibleType } from '../access/findVisible.js';
import type { RequestContext } from '../schema/context.js';
import { type AuditEntity, type AuditRecord, noOrganization } from './auditEvent.js';
import { findPatients, ownedBy, pathOf } from './findPatients.js';
import { recordAudit } from './recordAudit.js';
import { unrecorded } from './unrecorded.js';

/** What one request has shown and changed so far and is not recorded yet. */
interface Notes {
  /** Rows of patients' data by type. */
  seen: Map<string, Set<string>>;
  /** Patients by `Type id`, as rows that were seen say. */
  known: Map<string, string>;
  /** Rows that do not say their patient themselves, with the row one step nearer to it where they name that. */
  unknown: Map<string, AuditEntity & { nearer: string | null }>;
  patientIds: Set<string>;
  /** Patients whose data this stream has been recorded to show already. */
  told: Set<string>;
  changes: AuditRecord[];
  intents: string[];
}

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

async function recordsOf(
  context: RequestContext,
  own: Notes,
  operation: string | null,
): Promise<AuditRecord[]> {
  const { seen, told, changes } = own;
  const meant = changes.flatMap(({ entities = [], outcome }) => (outcome ? entities : []));
  const patients = await patientsOf(context, own, meant);
  const shownPatients = new Set([...own.patientIds, ...patients.seen]);
  const news = [...shownPatients].filter((id) => !told.has(id));
  const entities: AuditEntity[] = [...seen].flatMap(([type, ids]) => [...ids].map((id) => ({ type, id })));
  const records: AuditRecord[] = changes.map((change) => ({
    ...change,
    // What a change shows is what it changed.
    entities: change.entities?.length ? change.entities : entities,
    patientIds: [
      ...(change.patientIds ?? []),
      ...shownPatients,
      ...(change.outcome ? (change.entities ?? []).flatMap((one) => patients.of(one) ?? []) : []),
    ],
    details: { ...change.details, ...(operation && { operation }) },
  }));
  // Without a patient in sight, rows alone are recorded each time.
  const shown = entities.length > 0 && (news.length > 0 || (shownPatients.size === 0 && told.size === 0));
  if (shown && changes.length === 0)
    records.push({
      type: 'PATIENT_DATA_READ',
      action: 'R',
      entities,
      patientIds: news,
      ...(operation && { details: { operation } }),
    });
  for (const id of news) told.add(id);
  return records;
}

/** The patients of rows that do not say it, and of those that a refused change was about. */
async function patientsOf({ caller, services }: RequestContext, own: Notes, meant: readonly AuditEntity[]) {
  const { known } = own;
  const saidOf = (key: string, nearer: string | null) =>
    known.get(key) ?? (nearer === null ? undefined : known.get(nearer));
  const missing = [...own.unknown].flatMap(([key, row]) => (saidOf(key, row.nearer) ? [] : [row]));
  const wanted = [...missing, ...meant];
  const found =
    wanted.length > 0 && caller
      ? await findPatients(services.prisma, caller.organizationId, wanted)
      : new Map<string, string>();
  return {
    seen: [...own.unknown].flatMap(([key, { nearer }]) => saidOf(key, nearer) ?? found.get(key) ?? []),
    of: ({ type, id }: AuditEntity) => found.get(`${type} ${id}`),
  };
}

/** A sign-in that failed concerns the organization whose account was meant, if there is one. */
function organizationOf({ caller }: RequestContext, changes: readonly AuditRecord[]): string | null {
  if (caller) return caller.organizationId;
  const meant = changes.find(({ details }) => typeof details?.organizationId === 'string');
  return (meant?.details?.organizationId as string | undefined) ?? null;
}
