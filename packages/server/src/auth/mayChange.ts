import { EventEyeError } from '@eventeye/core';
import type { Caller, TokenScope } from '../services.js';

/** Throws FORBIDDEN for those who may only read, and for tokens without the scope. @param what completes "may not …". */
export function mayChange(caller: Caller, scope: Exclude<TokenScope, 'READ'>, what: string): void {
  if (caller.role === 'VIEWER') {
    throw new EventEyeError('FORBIDDEN', `A VIEWER may not ${what}. Ask an administrator for another role.`);
  }
  // A token of one patient lives in somebody else's page: it reads, and asks for analyses, and no more.
  if (caller.token.only && scope !== 'ANALYZE') {
    throw new EventEyeError('FORBIDDEN', `A token of one patient may not ${what}.`);
  }
  if (caller.token.scopes.includes(scope)) return;
  throw new EventEyeError('FORBIDDEN', `This token may not ${what}: it lacks the scope ${scope}.`);
}
