import { randomUUID } from 'node:crypto';
import { type ErrorCode, EventEyeError } from '@eventeye/core';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '../services.js';
import { currentTraceId } from '../tracing/traceFields.js';

/** Of what GraphQL says itself, which may quote all that was sent. */
const longestMessage = 500;

/**
 * A thrown failure as clients see it: our own with code and sentence, GraphQL's own about the request as they are,
 * everything else as INTERNAL with an id that leads to the log entry. Never a stack, never a foreign message. Where traces are
 * recorded, `traceId` leads to this one.
 */
export function formatFault(error: unknown, log: Log): GraphQLFormattedError {
  const fault = translate(error, log);
  const traceId = currentTraceId();
  return traceId ? { ...fault, extensions: { ...fault.extensions, traceId } } : fault;
}

function translate(error: unknown, log: Log): GraphQLFormattedError {
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  const cause = rootCause(error);
  if (EventEyeError.is(cause)) {
    const { code, message, path, retryAfterSeconds } = cause;
    const extensions = {
      code,
      ...(path && { inputPath: [...path] }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    };
    return { message, ...place, extensions };
  }
  if (cause instanceof Error && cause.name === 'PothosValidationError') {
    return {
      message: cause.message,
      ...place,
      extensions: { code: 'VALIDATION_FAILED' satisfies ErrorCode },
    };
  }
  // What graphql-js and Apollo say about the request themselves; Apollo wraps it to add the code.
  if (error instanceof GraphQLError && cause instanceof GraphQLError) {
    const code = error.extensions.code ?? cause.extensions.code;
    if (code !== 'INTERNAL_SERVER_ERROR') {
      return {
        message: error.message.slice(0, longestMessage),
        ...place,
        extensions: { code: code ?? 'GRAPHQL_VALIDATION_FAILED' },
      };
    }
  }
  const id = randomUUID();
  log.error({ id, ...describeFault(cause) }, 'request failed');
  return {
    message: `Something failed on our side. Try again; if it stays, quote this id: ${id}`,
    ...place,
    extensions: { code: 'INTERNAL' satisfies ErrorCode, id },
  };
}

/**
 * What a log may hold of an unknown error: its kind and where it arose. Its message may quote values, and values may
 * be a patient's.
 */
export function describeFault(error: unknown): Record<string, unknown> {
  if (EventEyeError.is(error)) return { code: error.code, reason: error.message };
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const code = (error as { code?: unknown }).code;
  return { kind: error.name, ...(typeof code === 'string' && { code }), frames: frames?.slice(0, 12) };
}

function rootCause(error: unknown): unknown {
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current;
}

function placeOf(error: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(error.locations && { locations: error.locations }), ...(error.path && { path: error.path }) };
}
