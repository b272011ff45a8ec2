import { EventEyeError } from '@eventeye/core';
import type { ErrorRequestHandler } from 'express';
import { formatFault } from '../schema/formatFault.js';
import type { Log } from '../services.js';
import { statusOfCode } from './statusOfCode.js';

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

function judge(error: unknown): [status: number, fault: unknown] {
  if (EventEyeError.is(error)) return [statusOfCode(error.code), error];
  // express and graphql-upload mark what the client did wrong with a status and `expose`.
  const { status, expose, message, type } = (error ?? {}) as {
    status?: number;
    expose?: boolean;
    message?: string;
    type?: string;
  };
  if (status === 413) {
    const sentence = 'The request is too large. Send less at a time; docs/limits.md tells what fits.';
    return [413, new EventEyeError('REQUEST_TOO_LARGE', sentence)];
  }
  if (type === 'entity.parse.failed') {
    // The parser's own words quote the body.
    return [400, new EventEyeError('VALIDATION_FAILED', 'The body is no JSON. Send {"query": "…"}.')];
  }
  if (expose && status && status >= 400 && status < 500) {
    return [status, new EventEyeError('VALIDATION_FAILED', `The request can not be read: ${message}`)];
  }
  return [500, error];
}
