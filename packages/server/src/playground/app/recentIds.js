/**
 * The last id of each type that an answer held, so that the next operation of the collection has it in its variables. A global id
 * begins with its type; for clients it is opaque all the same, and they keep ids by the field that gave them.
 */
export function createRecentIds() {
  const byType = new Map();
  const note = (value) => {
    if (Array.isArray(value)) {
      // The first of a list is the newest.
      for (const item of [...value].reverse()) note(item);
    } else if (value && typeof value === 'object') {
      for (const inner of Object.values(value)) note(inner);
      const type = typeOf(value.id);
      if (type) byType.set(type, value.id);
    }
  };
  return { note, of: (type) => byType.get(type) };
}

function typeOf(id) {
  if (typeof id !== 'string') return null;
  try {
    return /^([A-Za-z]+):/.exec(atob(id.replaceAll('-', '+').replaceAll('_', '/')))?.[1] ?? null;
  } catch {
    return null;
  }
}
