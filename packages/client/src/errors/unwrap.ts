import { EventEyeError } from '@eventeye/core';
import { codeOf } from './toEventEyeError.js';

/** A member of a result union that implements `Error`. */
interface FailureMember {
  __typename: string;
  code: string;
  message: string;
}

/** The members of a result union that are its success. */
export type Payload<T> = Exclude<T, FailureMember>;

/** The payload of a result union; its failures are thrown with their code, path and waiting time. */
export function unwrap<T extends { __typename: string }>(result: T): Payload<T> {
  if (isFailure(result)) throw failureOf(result);
  return result as Payload<T>;
}

/** A failure that came as data, as an error. */
export function failureOf(failure: {
  code: string;
  message: string;
  filename?: unknown;
  path?: unknown;
  retryAfterSeconds?: unknown;
}): EventEyeError {
  const { filename, path, retryAfterSeconds } = failure;
  return new EventEyeError(codeOf(failure.code), failure.message, {
    ...(typeof filename === 'string' && { filename }),
    ...(Array.isArray(path) && { path: path.map(String) }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  });
}

function isFailure(result: object): result is FailureMember {
  return 'code' in result && 'message' in result;
}
