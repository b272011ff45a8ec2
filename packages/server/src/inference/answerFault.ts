import { type ErrorCode, EventEyeError } from '@eventeye/core';
import type { ErrorRequestHandler } from 'express';
import { drainRefused } from '../http/drainRefused.js';
import { formatFault } from '../schema/formatFault.js';
import type { Log } from '../services.js';
import { statusOfFault } from './statusOfFault.js';

/** A failure as a door tells it. */
export interface DoorFault {
  code: ErrorCode;
  /** A sentence that says what to do; no patient data. */
  message: string;
  /** Whether the same request may succeed later. */
  retryable: boolean;
  retryAfterSeconds?: number;
}

/** Answers what a door threw, with the status of its code; `bodyOf` gives the door's own form of an error. */
export function answerFault(log: Log, bodyOf: (fault: DoorFault) => object): ErrorRequestHandler {
  return (error, request, response, next) => {
    // The caller has left.
    if (response.destroyed) return;
    if (response.headersSent) return next(error);
    const fault = describe(error, log);
    response.set('Cache-Control', 'no-store');
    if (fault.code === 'UNAUTHENTICATED' || fault.code === 'TOKEN_EXPIRED')
      response.set('WWW-Authenticate', 'Bearer');
    const waits = fault.code === 'QUOTA_EXCEEDED' || statusOfFault(fault.code) === 503;
    if (waits && fault.retryable) response.set('Retry-After', String(fault.retryAfterSeconds ?? 1));
    drainRefused(request, response);
    response.status(statusOfFault(fault.code)).json(bodyOf(fault));
  };
}

function describe(error: unknown, log: Log): DoorFault {
  // Express marks what the client did wrong, such as a path that is no valid encoding, with a status and `expose`.
  const { status = 500, expose = false } = (error ?? {}) as { status?: number; expose?: boolean };
  const fault =
    !EventEyeError.is(error) && expose && status < 500
      ? new EventEyeError('VALIDATION_FAILED', 'The request can not be read.')
      : error;
  const { message, extensions } = formatFault(fault, log);
  return {
    code: (extensions?.code ?? 'INTERNAL') as ErrorCode,
    message,
    retryable: EventEyeError.is(fault) ? fault.retryable : true,
    ...(EventEyeError.is(fault) &&
      fault.retryAfterSeconds !== undefined && { retryAfterSeconds: Math.ceil(fault.retryAfterSeconds) }),
  };
}
