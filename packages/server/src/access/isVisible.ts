import { noteSeen } from '../audit/auditNotes.js';
import type { RequestContext } from '../schema/context.js';
import { requestLoader } from '../schema/requestLoader.js';
import { isBounded } from './bounds.js';
import { findVisible, type VisibleType } from './findVisible.js';
import { isHandedOut } from './handedOut.js';
import { canRead } from './mayRead.js';

/** A row and the type that shows it. */
export interface TypedRow {
  type: VisibleType;
  row: { id: string; organizationId?: string };
}

/**
 * The second wall: whether a caller may see a row, wherever it came from. Most callers are told by the row alone. For a
 * token of one patient or study the database is asked with the condition of the first wall, once for all rows of a type.
 */
export function isVisible(context: RequestContext, typed: TypedRow): boolean | Promise<boolean> {
  const visible = decide(context, typed);
  if (visible === true) noteSeen(context, typed.type, typed.row);
  if (visible === true || visible === false) return visible;
  return visible.then((seen) => {
    if (seen) noteSeen(context, typed.type, typed.row);
    return seen;
  });
}

function decide(context: RequestContext, { type, row }: TypedRow): boolean | Promise<boolean> {
  const { caller } = context;
  if (!caller) return false;
  if (type === 'User' && row.id === caller.userId && !isBounded(caller)) return true;
  const owner = type === 'Organization' ? row.id : row.organizationId;
  if (owner !== caller.organizationId) return false;
  if (!canRead(caller) && !isHandedOut(row)) return false;
  if (!isBounded(caller)) return true;
  return requestLoader(context, `visible ${type}`, async (ids) => {
    const seen = await findVisible(context.services.prisma, caller, type, ids);
    return (id) => seen.has(id);
  }).load(row.id);
}
