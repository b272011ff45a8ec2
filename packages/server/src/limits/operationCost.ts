import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type DocumentNode, getVariableValues, Kind, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../schema/context.js';
import { queryCost } from '../schema/queryCost.js';
import { schema } from '../schema/schema.js';
import { tooComplex } from './tooComplex.js';

/** A validated operation that is about to run. */
export interface ReadyOperation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown> | undefined;
  context: RequestContext;
}

/**
 * What a validated operation costs, by the sizes of the pages it asks for; null when its variables do not fit, which running
 * it will tell. Fields under `@skip` and `@include` count whatever the condition.
 *
 * @throws EventEyeError QUERY_TOO_COMPLEX beyond the limit, VALIDATION_FAILED for a page that no field gives.
 */
export function operationCost({ document, operation, variables, context }: ReadyOperation): number | null {
  const others = document.definitions.filter(({ kind }) => kind !== Kind.OPERATION_DEFINITION);
  const alone = { ...document, definitions: [operation, ...others] };
  const given = variables ?? {};
  if (getVariableValues(schema, operation.variableDefinitions ?? [], given).errors) return null;
  const { complexity: cost } = complexityFromQuery(alone, { schema, variables: given, ctx: context });
  const { complexity: most } = queryCost.limit;
  if (cost > most) {
    throw tooComplex('cost', most, `This one costs ${cost}. Ask for smaller pages or fewer fields.`);
  }
  return cost;
}
