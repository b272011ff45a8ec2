import { EventEyeError } from '@eventeye/core';
import type { Request, RequestHandler } from 'express';
import type { Services } from '../services.js';
import { admitDocument, type ReceivedOperation } from './admitDocument.js';

/** Refuses GraphQL requests over HTTP that are beyond the limits, or not on the list; needs the parsed body. */
export function boundRequests(services: Pick<Services, 'operations'>): RequestHandler {
  return (request, _response, next) => {
    if (Array.isArray(request.body)) {
      throw new EventEyeError(
        'VALIDATION_FAILED',
        'Batches are not accepted. Send one operation a request; several fields fit into one operation.',
      );
    }
    admitDocument(services, received(request));
    next();
  };
}

function received(request: Request): ReceivedOperation {
  if (request.method !== 'GET') return (request.body ?? {}) as ReceivedOperation;
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
