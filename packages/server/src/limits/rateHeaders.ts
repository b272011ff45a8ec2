import { type RateBudget, rateWindowSeconds } from './rateLimits.js';

/**
 * What is left, in the fields of the IETF's draft on RateLimit headers: `RateLimit-Policy: "operations";q=12000;w=60` and
 * `RateLimit: "operations";r=11999;t=60`, one item a limit.
 */
export function rateHeaders(budgets: readonly RateBudget[]): Record<string, string> {
  if (budgets.length === 0) return {};
  const list = (item: (budget: RateBudget) => string) => budgets.map(item).join(', ');
  return {
    'RateLimit-Policy': list(({ name, limit }) => `"${name}";q=${limit};w=${rateWindowSeconds}`),
    RateLimit: list(({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`),
  };
}
