import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../schema/context.js';
import { auditChange } from './auditChange.js';
import type { AuditEntity, AuditRecord } from './auditEvent.js';

/**
 * Makes every mutation of a schema note what it did or tried, those of tomorrow too: one that auditVocabulary.ts does not name is
 * recorded under its own name. Changes the schema in place.
 */
export function auditMutations(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (!resolve) continue;
    field.resolve = (source, args, context: RequestContext, info) =>
      auditChange(context, field.name, args, async () => resolve(source, args, context, info), rowsOf);
  }
  return schema;
}

/** The rows of a payload: what was changed. */
function rowsOf(payload: unknown): Partial<AuditRecord> {
  const entities: AuditEntity[] = [];
  const patientIds: string[] = [];
  for (const [key, value] of Object.entries((payload ?? {}) as object))
    for (const row of [value].flat()) {
      if (typeof row !== 'object' || row === null || typeof (row as { id?: unknown }).id !== 'string')
        continue;
      const { id, patientId } = row as { id: string; patientId?: unknown };
      entities.push({ type: typeOfKey(key), id });
      if (typeof patientId === 'string') patientIds.push(patientId);
      else if (key === 'patient') patientIds.push(id);
    }
  return { entities, patientIds };
}

/** `medicalImages` holds rows of MedicalImage. */
const typeOfKey = (key: string) =>
  `${key[0]!.toUpperCase()}${key.slice(1).replace(/([^s])s$/, '$1')}`
    .replace(/^Serie$/, 'Series')
    .replace(/^Analyse$/, 'Analysis');
