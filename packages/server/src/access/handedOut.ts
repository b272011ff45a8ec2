const rows = new WeakSet<object>();

/**
 * Notes the rows in the payload of a mutation: who was let make it may see what came of it, also with a token that may not read,
 * such as the send-only key of a scanner. The very objects, so that nothing beneath or beside them is meant.
 */
export function handOut(payload: object): void {
  for (const value of Object.values(payload)) {
    for (const row of Array.isArray(value) ? value : [value]) {
      if (typeof row === 'object' && row !== null) rows.add(row);
    }
  }
}

/** Whether a mutation of this very request answers with the row. */
export function isHandedOut(row: object): boolean {
  return rows.has(row);
}
