import { getDatamodel } from '../generated/pothos.js';

/** The first step from a row towards its patient: a relation, the column that holds it, and where it leads. */
export interface PatientStep {
  relation: string;
  column: string;
  model: string;
}

interface Field {
  name: string;
  type: string;
  kind: string;
  isList: boolean;
  relationFromFields?: readonly string[];
}

const models = (getDatamodel() as { datamodel: { models: Record<string, { fields: readonly Field[] }> } })
  .datamodel.models;
const patient = 'patientId';

/**
 * How the rows of a model lead to their patient: `[]` where `patientId` is a column of theirs (or they are patients), the steps up
 * to such a row otherwise; null where none is found. Read from the data model, so that a table of tomorrow has its path as well.
 */
export function patientPath(model: string, seen: readonly string[] = []): PatientStep[] | null {
  const fields = models[model]?.fields;
  if (!fields) return null;
  if (model === 'Patient' || fields.some(({ name, isList }) => name === patient && !isList)) return [];
  const paths = fields.flatMap((field) => {
    const column = field.relationFromFields?.[0];
    if (field.kind !== 'object' || field.isList || !column || seen.includes(field.type)) return [];
    const rest = patientPath(field.type, [...seen, model]);
    return rest ? [[{ relation: field.name, column, model: field.type }, ...rest]] : [];
  });
  return paths.sort((one, other) => one.length - other.length)[0] ?? null;
}

/** The columns of a model that name rows which belong to the same patient and do not say so themselves. */
export function belongingTo(model: string): PatientStep[] {
  return (models[model]?.fields ?? []).flatMap((field) => {
    const column = field.relationFromFields?.[0];
    if (field.kind !== 'object' || field.isList || !column) return [];
    const path = patientPath(field.type);
    return path && path.length > 0 ? [{ relation: field.name, column, model: field.type }] : [];
  });
}

/** Whether the rows of a model say whose organization they are. */
export function isOwned(model: string): boolean {
  return models[model]?.fields.some(({ name }) => name === 'organizationId') ?? false;
}
