import type { Caller, CallerToken } from '../services.js';

/** What bounds a look-up: the organization and, for a token of one patient or study, that. A `Caller` is one. */
export interface Bounds {
  organizationId: string;
  token: Pick<CallerToken, 'only'>;
}

/** Whether nothing beyond one patient, or one study, exists for the caller. */
export function isBounded({ token }: Pick<Caller, 'token'> | Bounds): boolean {
  return token.only !== null;
}
