import { STATUS_CODES } from 'node:http';
import { type ErrorCode, EventEyeError, errorCatalogue, isErrorCode } from '@eventeye/core';
import type { ErrorRequestHandler } from 'express';
import type { z } from 'zod';
import { drainRefused } from '../http/drainRefused.js';
import { statusOfCode } from '../http/statusOfCode.js';
import { formatFault } from '../schema/formatFault.js';
import type { Log } from '../services.js';
import { NothingStored } from './nothingStored.js';
import type * as resources from './resources.js';

/** The status that the REST face answers a code with: as elsewhere, and finer for files, which are the whole request here. */
export function problemStatus(code: ErrorCode): number {
  return fileStatuses[code] ?? statusOfCode(code);
}

const fileStatuses: Partial<Record<ErrorCode, number>> = {
  INVALID_CREDENTIALS: 401,
  IMAGE_CONFLICT: 409,
  IMAGE_UNSUPPORTED: 415,
  DICOM_TRANSFER_SYNTAX_UNSUPPORTED: 415,
  DICOM_PIXEL_FORMAT_UNSUPPORTED: 415,
};

/** Answers failures as application/problem+json (RFC 9457). */
export function answerProblem(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    // The caller has left.
    if (response.destroyed) return;
    if (response.headersSent) return next(error);
    const problem = problemOf(error, log);
    response.set('Cache-Control', 'no-store');
    if (problem.status === 401) {
      const expired = problem.code === 'TOKEN_EXPIRED' || request.headers.authorization !== undefined;
      response.set('WWW-Authenticate', `Bearer realm="EventEye"${expired ? ', error="invalid_token"' : ''}`);
    }
    if (problem.status === 429 || problem.status === 503) {
      const seconds = EventEyeError.is(error) ? error.retryAfterSeconds : undefined;
      response.set('Retry-After', String(Math.max(1, Math.ceil(seconds ?? 1))));
    }
    drainRefused(request, response);
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}

function problemOf(error: unknown, log: Log): z.infer<typeof resources.Problem> {
  const { message, extensions } = formatFault(judged(error), log);
  const { code: text, id, traceId, inputPath } = extensions ?? {};
  const code = isErrorCode(String(text)) ? (text as ErrorCode) : 'INTERNAL';
  const status = problemStatus(code);
  return {
    type: `urn:eventeye:error:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    retryable: errorCatalogue[code].retryable,
    ...(Array.isArray(inputPath) && { path: inputPath.map(String) }),
    ...(error instanceof NothingStored && {
      rejected: error.rejected.map((one) => ({
        filename: one.filename ?? '',
        code: one.code,
        message: one.message,
      })),
    }),
    ...(typeof id === 'string' && { id }),
    ...(typeof traceId === 'string' && { traceId }),
  };
}

/** Express and its parsers mark what the client did wrong with a status and `expose`; their words quote the body. */
function judged(error: unknown): unknown {
  if (EventEyeError.is(error)) return error;
  const { status = 500, expose = false } = (error ?? {}) as { status?: number; expose?: boolean };
  if (!expose || status >= 500) return error;
  if (status === 413) return new EventEyeError('REQUEST_TOO_LARGE', 'The request is too large. Send less.');
  if (status === 415) return new EventEyeError('MEDIA_TYPE_UNSUPPORTED', 'Send JSON or a form in UTF-8.');
  return new EventEyeError('VALIDATION_FAILED', 'The request can not be read. Correct its body or address.');
}
