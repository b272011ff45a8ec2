import { EventEyeError } from '@eventeye/core';
import type { Caller } from '../services.js';

/** Throws FORBIDDEN for all but people who signed in: keys and embed tokens do not manage who gave them out. */
export function mayManageAccount(caller: Caller): void {
  if (caller.token.kind === 'SESSION') return;
  throw new EventEyeError('FORBIDDEN', 'This needs a person who signed in. Send an accessToken of signIn.');
}
