import { EventEyeError } from '@eventeye/core';
import type { ComplexityErrorFn, FieldComplexityFunction } from '@pothos/plugin-complexity';
import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import { operationLimits } from '../limits/operationLimits.js';
import { checkPage } from './argumentChecks.js';
import type { RequestContext } from './context.js';

const defaultPageSize = 20;
const usualListLength = 10;

/**
 * What one request may cost. A field costs 1, and what is beneath it is multiplied by the size of a page or by ten for a
 * plain list. The limit leaves room for 100 images with all about their latest analysis, and none for pages of 100
 * within pages of 100. `docs/limits.md` tells clients.
 */
export const queryCost = {
  limit: { complexity: 30_000, depth: operationLimits.depth, breadth: operationLimits.fields },
  fieldComplexity: ((args, _context, field) => {
    if (field.args.some((arg) => arg.name === 'first')) {
      // Before the cost of a giant page hides what is wrong with it.
      checkPage(args);
      const size = args.first ?? args.last ?? defaultPageSize;
      return { field: 1, multiplier: Number(size) };
    }
    // The connection above has counted them.
    if (field.name === 'edges') return { field: 1, multiplier: 1 };
    return { field: 1, multiplier: isList(field.type) ? usualListLength : 1 };
  }) satisfies FieldComplexityFunction<RequestContext, Record<string, unknown>>,
  complexityError: ((kind, result) =>
    new EventEyeError(
      'QUERY_TOO_COMPLEX',
      `The request is too large (${kind.toLowerCase()}: ${JSON.stringify(result)}). Ask for fewer fields or smaller pages.`,
    )) satisfies ComplexityErrorFn,
};

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
