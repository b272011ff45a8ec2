import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../schema/context.js';
import { queryCost } from '../schema/queryCost.js';
import { admitOperation } from './admitOperation.js';
import { rateHeaders } from './rateHeaders.js';
import { requestRefusal } from './requestRefusal.js';

/**
 * Tells what each operation costs and what is left of the caller's rates in headers, and refuses what may not run with a status
 * of its own, before any field is run.
 */
export const costHeaders: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    async didResolveOperation({ document, operation, request, contextValue, response }) {
      // Apollo answers for the name of an operation that is not there.
      if (!operation) return;
      const { headers } = response.http;
      headers.set('EventEye-Cost-Limit', String(queryCost.limit.complexity));
      try {
        const { variables } = request;
        const { cost, budgets } = await admitOperation({
          document,
          operation,
          variables,
          context: contextValue,
        });
        if (cost !== null) headers.set('EventEye-Cost', String(cost));
        for (const [name, value] of Object.entries(rateHeaders(budgets))) headers.set(name, value);
      } catch (error) {
        throw requestRefusal(error);
      }
    },
  }),
};
