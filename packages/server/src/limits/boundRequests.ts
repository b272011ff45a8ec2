import { EventEyeError } from '@eventeye/core';
import type { Request, RequestHandler } from 'express';
import { checkOperation } from './checkOperation.js';
import { checkVariables } from './checkVariables.js';

/** Refuses GraphQL requests over HTTP that are beyond the limits; needs the parsed body. */
export const boundRequests: RequestHandler = (request, _response, next) => {
  if (Array.isArray(request.body)) {
    throw new EventEyeError(
      'VALIDATION_FAILED',
      'Batches are not accepted. Send one operation a request; several fields fit into one operation.',
    );
  }
  const { query, variables, extensions } = parametersOf(request);
  checkVariables(variables);
  checkVariables(extensions);
  if (typeof query === 'string') checkOperation(query);
  next();
};

function parametersOf(request: Request): Record<string, unknown> {
  if (request.method !== 'GET') return (request.body ?? {}) as Record<string, unknown>;
  const { query, variables, extensions } = request.query;
  return { query, variables: fromJson(variables), extensions: fromJson(extensions) };
}

/** What is no JSON is Apollo's to refuse. */
function fromJson(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
