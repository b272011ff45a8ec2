import { isVisibleType } from '../access/findVisible.js';
import { decodeGlobalId } from '../schema/globalId.js';
import type { AuditEntity } from './auditEvent.js';

const most = 512;

/** The rows that the arguments of an operation name by global ids: whom somebody meant, also where it was refused. */
export function askedEntities(given: unknown): AuditEntity[] {
  const found = new Map<string, AuditEntity>();
  collect(given, found, 0);
  return [...found.values()];
}

function collect(given: unknown, found: Map<string, AuditEntity>, depth: number): void {
  if (found.size >= most || depth > 6) return;
  if (typeof given === 'string') {
    if (given.length > 128) return;
    const node = decodeGlobalId(given);
    // Nothing that somebody typed: what stands before the colon could be a name.
    if (node && isVisibleType(node.typename)) found.set(given, { type: node.typename, id: node.id });
    return;
  }
  if (isPlain(given)) for (const one of Object.values(given)) collect(one, found, depth + 1);
}

/** Lists and objects of arguments; files are promises with streams within. */
function isPlain(given: unknown): given is object {
  if (typeof given !== 'object' || given === null) return false;
  const prototype = Object.getPrototypeOf(given);
  return prototype === null || prototype === Object.prototype || prototype === Array.prototype;
}
