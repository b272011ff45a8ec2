const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The Relay global id of a row: base64url of `Type:uuid`. Opaque to clients. */
export function encodeGlobalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/**
 * The parts of a global id, or null when the text is none: callers then answer as for an unknown id, so that a
 * malformed id and somebody else's id look the same, and no database sees a text that is no UUID.
 */
export function decodeGlobalId(globalId: string): { typename: string; id: string } | null {
  const text = Buffer.from(globalId, 'base64url').toString();
  const colon = text.indexOf(':');
  const typename = text.slice(0, colon);
  const id = text.slice(colon + 1);
  return colon > 0 && uuid.test(id) ? { typename, id } : null;
}

/** The row id inside a global id of this very type, or null. */
export function rowIdOf(typename: string, globalId: string): string | null {
  const decoded = decodeGlobalId(globalId);
  return decoded?.typename === typename ? decoded.id : null;
}
