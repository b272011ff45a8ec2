import { EventEyeError } from '@eventeye/core';
import { type ExecutionArgs, GraphQLError, getOperationAST, parse, validate } from 'graphql';
import { admitDocument } from '../limits/admitDocument.js';
import { admitOperation } from '../limits/admitOperation.js';
import { operationLimits } from '../limits/operationLimits.js';
import type { RequestContext } from '../schema/context.js';
import { schema } from '../schema/schema.js';

/** An operation as a client sent it: any of it may be missing or nonsense. */
export interface SentOperation {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/**
 * Puts an operation that came over a stream through what Apollo and its plugins do over HTTP: limits, validation, cost and
 * rates.
 *
 * @returns what to run. Throws the errors to answer with, as an array of `GraphQLError`.
 */
export async function prepareOperation(sent: SentOperation, context: RequestContext): Promise<ExecutionArgs> {
  try {
    return await prepare(sent, context);
  } catch (error) {
    if (Array.isArray(error) || error instanceof GraphQLError) throw [error].flat();
    const originalError = error instanceof Error ? error : new Error(String(error));
    throw [new GraphQLError(originalError.message, { originalError })];
  }
}

async function prepare(sent: SentOperation, context: RequestContext): Promise<ExecutionArgs> {
  const { query, operationName, variables } = sent;
  if (typeof query !== 'string') throw malformed('Send the operation as the text "query".');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw malformed('"operationName" is no text.');
  }
  if (
    variables !== undefined &&
    variables !== null &&
    (typeof variables !== 'object' || Array.isArray(variables))
  ) {
    throw malformed('"variables" is no object.');
  }
  admitDocument(context.services, sent);
  const document = parse(query, { maxTokens: operationLimits.tokens });
  const faults = validate(schema, document);
  if (faults.length > 0) throw [...faults];
  const operation = getOperationAST(document, operationName);
  if (!operation) throw malformed('Name one of the operations of the document in "operationName".');
  const given = (variables ?? undefined) as Record<string, unknown> | undefined;
  await admitOperation({ document, operation, variables: given, context });
  return {
    schema,
    document,
    operationName: operationName ?? undefined,
    variableValues: given,
    contextValue: context,
  };
}

function malformed(sentence: string): EventEyeError {
  return new EventEyeError('VALIDATION_FAILED', sentence);
}
