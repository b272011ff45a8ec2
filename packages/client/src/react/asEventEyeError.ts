import { EventEyeError } from '@eventeye/core';
import { toEventEyeError } from '../errors/toEventEyeError.js';

/** Whatever was thrown, for a state: an abort becomes NETWORK_FAILED, since nothing came. */
export function asEventEyeError(thrown: unknown): EventEyeError {
  const error = toEventEyeError(thrown);
  return EventEyeError.is(error)
    ? error
    : new EventEyeError('NETWORK_FAILED', 'The request was stopped. Try again.', { cause: error });
}
