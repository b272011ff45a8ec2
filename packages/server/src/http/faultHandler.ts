import { type ErrorCode, EventEyeError, errorCatalogue } from '@eventeye/core';
import type { ErrorRequestHandler } from 'express';
import { formatFault } from '../schema/formatFault.js';
import type { Log } from '../services.js';

/** Answers what was thrown outside GraphQL, in the shape GraphQL clients already read. */
export function faultHandler(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const [status, fault] = judge(error);
    response.set('Cache-Control', 'no-store');
    // The rest of a body that is not wanted would keep the connection busy.
    if (!request.complete) response.set('Connection', 'close');
    if (EventEyeError.is(error) && error.retryAfterSeconds !== undefined)
      response.set('Retry-After', String(Math.ceil(error.retryAfterSeconds)));
    response.status(status).json({ errors: [formatFault(fault, log)] });
  };
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  URL_EXPIRED: 403,
  UNAUTHENTICATED: 401,
  TOKEN_EXPIRED: 401,
  QUOTA_EXCEEDED: 429,
  ENGINE_OVERLOADED: 503,
  ENGINE_CRASHED: 503,
  ENGINE_TIMEOUT: 503,
};

function judge(error: unknown): [status: number, fault: unknown] {
  if (EventEyeError.is(error)) {
    return [statusOf[error.code] ?? (errorCatalogue[error.code].fault === 'caller' ? 400 : 500), error];
  }
  // express and graphql-upload mark what the client did wrong with a status and `expose`.
  const { status, expose, message } = (error ?? {}) as {
    status?: number;
    expose?: boolean;
    message?: string;
  };
  if (expose && status && status >= 400 && status < 500) {
    return [status, new EventEyeError('VALIDATION_FAILED', `The request can not be read: ${message}`)];
  }
  return [500, error];
}
