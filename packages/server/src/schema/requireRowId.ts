import { EventEyeError } from '@eventeye/core';
import { rowIdOf } from './globalId.js';

/**
 * The row id inside a global id of this very type.
 *
 * @param what the thing in the caller's words, for the message.
 * @throws EventEyeError NOT_FOUND, as for an id that is unknown.
 */
export function requireRowId(typename: string, globalId: string, what: string): string {
  const id = rowIdOf(typename, globalId);
  if (!id) throw notFound(what);
  return id;
}

/** The answer to an id that is unknown, malformed or another organization's. */
export function notFound(what: string): EventEyeError {
  return new EventEyeError('NOT_FOUND', `There is no such ${what} in your organization. Check the id.`);
}
