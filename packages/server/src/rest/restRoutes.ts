import { EventEyeError } from '@eventeye/core';
import express, { type Request, type RequestHandler, Router } from 'express';
import type { z } from 'zod';
import { auditChange } from '../audit/auditChange.js';
import { noteChange, recordNotes } from '../audit/auditNotes.js';
import { auditRefusals, markRecorded } from '../audit/auditRefusals.js';
import { codeOf, refusalOf } from '../audit/refusals.js';
import { credentialsOf } from '../auth/authenticate.js';
import { operationLimits } from '../limits/operationLimits.js';
import { rateHeaders } from '../limits/rateHeaders.js';
import type { RequestContext } from '../schema/context.js';
import { originOf, requestContext } from '../schema/requestContext.js';
import { requireCaller } from '../schema/requireCaller.js';
import type { Log, Services } from '../services.js';
import { apiPath } from './apiPath.js';
import { documentRoutes } from './documentRoutes.js';
import type { Answer, Operation } from './operation.js';
import { operations } from './operations.js';
import { answerProblem } from './problem.js';

/** What an operation of the REST face counts for, in the cost of GraphQL operations. */
const cost = 10;

/** The REST face: the same services, authorization and errors as GraphQL, for programs that would rather use curl. */
export function restRoutes(services: Services, log: Log): Router {
  const router = Router();
  router.use(apiPath, documentRoutes(services));
  for (const operation of operations) {
    const path = `${apiPath}${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
    router[operation.method](path, ...parsers(operation), handler(operation, services, log));
  }
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const methods = operations.filter((one) => one.path === path).map((one) => one.method.toUpperCase());
    router.all(`${apiPath}${path.replace(/\{(\w+)\}/g, ':$1')}`, (_request, response) => {
      response.set('Allow', methods.join(', '));
      throw new EventEyeError('METHOD_NOT_ALLOWED', `This address takes ${methods.join(' and ')}.`);
    });
  }
  router.use(apiPath, () => {
    throw new EventEyeError('NOT_FOUND', `There is no such address. ${apiPath}/ lists those there are.`);
  });
  router.use(apiPath, auditRefusals(services, log), answerProblem(log));
  return router;
}

function parsers({ body }: Operation): RequestHandler[] {
  if (body?.kind !== 'json') return [];
  const limit = operationLimits.bodyBytes;
  return [requireJson, express.json({ limit }), express.urlencoded({ limit, extended: false })];
}

/** A body of another kind would be taken for none. */
const requireJson: RequestHandler = (request, _response, next) => {
  const sent = request.headers['content-length'] !== '0' && request.is('*/*') !== null;
  if (sent && !request.is(['application/json', 'application/x-www-form-urlencoded'])) {
    throw new EventEyeError('MEDIA_TYPE_UNSUPPORTED', 'Send application/json, or a form without files.');
  }
  next();
};

function handler(operation: Operation, services: Services, log: Log): RequestHandler {
  return async (request, response) => {
    const context = await requestContext(
      services,
      log,
      { ...credentialsOf(request.headers), acceptLanguage: request.headers['accept-language'] },
      originOf(request),
    );
    if (!operation.open) requireCaller(context);
    const { address } = context.origin;
    const budgets = await services.rates.countOperation({ caller: context.caller, address }, cost);
    response.set({
      ...rateHeaders(budgets),
      'Cache-Control': 'no-store',
      'Content-Language': context.language,
    });
    const params = parse(operation.params, request.params);
    const query = parse(operation.query, request.query);
    const body = operation.body?.kind === 'json' ? parse(operation.body.schema, bodyOf(request)) : {};
    const answer = await recorded(operation, context, { ...params, ...body }, () =>
      operation.handle({ context, params, query, body, request, response }),
    );
    // The caller left while it was worked out.
    if (response.destroyed) return;
    response
      .status(answer.status)
      .set(answer.headers ?? {})
      .json(answer.body);
  };
}

/** Records what was done, changed or refused before the answer leaves. */
async function recorded(
  { method, operationId }: Operation,
  context: RequestContext,
  given: object,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await (method === 'get' ? work() : auditChange(context, operationId, given, work));
    await recordNotes(context, operationId);
    return answer;
  } catch (error) {
    const refusal =
      method === 'get'
        ? refusalOf(context.services, context, codeOf(error), context.rejection !== null)
        : null;
    if (refusal) noteChange(context, refusal);
    await recordNotes(context, operationId);
    markRecorded(error);
    throw error;
  }
}

const bodyOf = (request: Request): unknown => request.body ?? {};

/** Throws VALIDATION_FAILED with the first thing that does not fit. */
function parse(schema: z.ZodObject, given: unknown): Record<string, unknown> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  const where = path.map(String);
  throw new EventEyeError(
    'VALIDATION_FAILED',
    `${where.join('.') || 'The body'} is not acceptable: ${message}.`,
    { path: where },
  );
}
