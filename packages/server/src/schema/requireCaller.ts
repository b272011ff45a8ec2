import { EventEyeError } from '@eventeye/core';
import type { Caller } from '../services.js';
import type { RequestContext } from './context.js';

/** The signed-in caller. Throws UNAUTHENTICATED, or TOKEN_EXPIRED when the token was good once. */
export function requireCaller(context: RequestContext): Caller {
  if (context.caller) return context.caller;
  throw unauthenticated(context);
}

/** Why there is no caller. */
export function unauthenticated(context: RequestContext): EventEyeError {
  return (
    context.rejection ??
    new EventEyeError(
      'UNAUTHENTICATED',
      'Sign in first: send the accessToken of signIn as the header "Authorization: Bearer …".',
    )
  );
}
