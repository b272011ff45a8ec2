import { EventEyeError } from '@eventeye/core';
import type { ComplexityErrorFn } from '@pothos/plugin-complexity';

/**
 * What one request may cost. A field costs 1, a list ten times its items, a page its size: the limit leaves room for
 * 100 images with everything about their latest analysis, and none for nested pages of 100.
 */
export const queryCost = {
  limit: { complexity: 20_000, depth: 16, breadth: 600 },
  complexityError: ((kind, result) =>
    new EventEyeError(
      'QUERY_TOO_COMPLEX',
      `The request is too large (${kind.toLowerCase()}: ${JSON.stringify(result)}). Ask for fewer fields or smaller pages.`,
    )) satisfies ComplexityErrorFn,
};
