import { EventEyeError } from '@eventeye/core';
import type { Caller } from '../services.js';

/** Throws FORBIDDEN for those who may only read. @param what completes "may not …". */
export function mayChange(caller: Caller, what: string): void {
  if (caller.role !== 'VIEWER') return;
  throw new EventEyeError('FORBIDDEN', `A VIEWER may not ${what}. Ask an administrator for another role.`);
}
