import { EventEyeError } from '@eventeye/core';

/** The failure of an answer that the audit did not take. */
export function unrecorded(cause: unknown): EventEyeError {
  return new EventEyeError(
    'AUDIT_UNAVAILABLE',
    'The access could not be recorded, so it is not answered. Try again; what you changed may be stored.',
    { cause },
  );
}
