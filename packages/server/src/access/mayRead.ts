import { EventEyeError } from '@eventeye/core';
import type { Caller } from '../services.js';

/** Whether the token may be used for reading at all; a send-only key of a scanner may not. */
export function canRead(caller: Caller): boolean {
  return caller.token.scopes.includes('READ');
}

/** Throws FORBIDDEN for tokens without the scope READ. */
export function mayRead(caller: Caller): void {
  if (!canRead(caller)) throw noReading();
}

/** Why a token without the scope READ is refused. */
export function noReading(): EventEyeError {
  return new EventEyeError(
    'FORBIDDEN',
    'This token may not read: it lacks the scope READ. Use one that has it.',
  );
}
