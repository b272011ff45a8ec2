import type { RequestContext } from '../schema/context.js';
import type { AuditEntity, AuditRecord } from './auditEvent.js';
import { findPatients } from './findPatients.js';

/** What one request has shown and changed so far and is not recorded yet. */
export interface Notes {
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

/** The events of what was noted: one for each change, or one of what was shown. */
export async function recordsOf(
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
