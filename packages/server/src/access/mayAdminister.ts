import { EventEyeError } from '@eventeye/core';
import type { Caller } from '../services.js';
import { isBounded } from './bounds.js';

/** Whether the caller manages users, keys, models, the audit and the organization's settings. */
export function canAdminister(caller: Caller): boolean {
  return caller.role === 'ADMIN' && caller.token.scopes.includes('ADMINISTER') && !isBounded(caller);
}

/** Throws FORBIDDEN for everyone but administrators with a token for it. @param what completes "may …". */
export function mayAdminister(caller: Caller, what: string): void {
  if (canAdminister(caller)) return;
  throw new EventEyeError(
    'FORBIDDEN',
    caller.role === 'ADMIN'
      ? `This token may not ${what}: it lacks the scope ADMINISTER.`
      : `Only an administrator may ${what}. Ask one of yours.`,
  );
}
