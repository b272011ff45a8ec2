import type { Prisma, PrismaClient } from '../database/client.js';
import type { AuditEntity } from './auditEvent.js';
import { belongingTo, isOwned, type PatientStep, patientPath } from './patientPath.js';

/** What a delegate of Prisma does, whichever model it is of. */
interface Delegate {
  findMany(query: { where: object; select: object }): Promise<Record<string, unknown>[]>;
}

/** The path of a model, worked out once. */
export const pathOf = once(patientPath);

/** The rows of the same patient that a row names, worked out once for its model. */
export const ownedBy = once(belongingTo);

function once<Result>(work: (model: string) => Result): (model: string) => Result {
  const known = new Map<string, Result>();
  return (model) => {
    const result = known.has(model) ? (known.get(model) as Result) : work(model);
    known.set(model, result);
    return result;
  };
}

/**
 * The patients of rows, looked up with one statement for each type; rows of other organizations have none.
 *
 * @returns ids of patients by `Type id`.
 */
export async function findPatients(
  prisma: PrismaClient | Prisma.TransactionClient,
  organizationId: string,
  rows: readonly AuditEntity[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const types = groups(rows);
  for (const [type, ofType] of types) {
    const path = pathOf(type);
    if (!path) continue;
    const delegate = (prisma as unknown as Record<string, Delegate>)[
      `${type[0]!.toLowerCase()}${type.slice(1)}`
    ]!;
    const ids = [...new Set(ofType.map(({ id }) => id))];
    for (const row of await delegate.findMany({
      where: { id: { in: ids }, ...(isOwned(type) && { organizationId }) },
      select: { id: true, ...selectOf(type, path) },
    })) {
      const patientId = type === 'Patient' ? row.id : patientOf(row, path);
      if (typeof patientId === 'string') found.set(`${type} ${row.id}`, patientId);
    }
  }
  return found;
}

function groups(rows: readonly AuditEntity[]): Map<string, AuditEntity[]> {
  const byType = new Map<string, AuditEntity[]>();
  for (const row of rows) byType.set(row.type, [...(byType.get(row.type) ?? []), row]);
  return byType;
}

function selectOf(model: string, [step, ...rest]: readonly PatientStep[]): object {
  if (step) return { [step.relation]: { select: selectOf(step.model, rest) } };
  return model === 'Patient' ? { id: true } : { patientId: true };
}

function patientOf(row: Record<string, unknown>, path: readonly PatientStep[]): unknown {
  let at: Record<string, unknown> | null | undefined = row;
  for (const { relation } of path) at = at?.[relation] as typeof at;
  return path.at(-1)?.model === 'Patient' ? at?.id : at?.patientId;
}
