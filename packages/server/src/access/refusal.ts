import { EventEyeError } from '@eventeye/core';
import type { RequestContext } from '../schema/context.js';
import { unauthenticated } from '../schema/requireCaller.js';
import { canRead, noReading } from './mayRead.js';

/** What a type or field says that does not let a caller in: which scope of the schema failed, and those within it. */
interface Failure {
  kind: unknown;
  scope?: unknown;
  failures?: readonly Failure[];
}

/**
 * The error for a caller whom a scope of the schema did not let in. A row that does not exist for the caller gets the answer
 * of one that does not exist at all.
 */
export function refusal(context: RequestContext, failure: Failure): EventEyeError {
  const { caller } = context;
  if (!caller) return unauthenticated(context);
  if (!canRead(caller)) return noReading();
  const failed = scopesOf(failure);
  if (failed.includes('administer')) {
    return new EventEyeError('FORBIDDEN', 'This is for administrators, with a token that may administer.');
  }
  if (failed.includes('unbounded')) {
    return new EventEyeError('FORBIDDEN', 'This token is for one patient. It does not tell of others.');
  }
  return new EventEyeError('NOT_FOUND', 'There is no such thing in your organization. Check the id.');
}

function scopesOf({ scope, failures = [] }: Failure): unknown[] {
  return [scope, ...failures.flatMap(scopesOf)];
}
