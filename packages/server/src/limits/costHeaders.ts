import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../schema/context.js';
import { queryCost } from '../schema/queryCost.js';
import { operationCost } from './operationCost.js';
import { requestRefusal } from './requestRefusal.js';

/** Tells what each operation costs in `EventEye-Cost`, and refuses with 400 what costs too much, before any field is run. */
export const costHeaders: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    async didResolveOperation({ document, operation, request, contextValue, response }) {
      // Apollo answers for the name of an operation that is not there.
      if (!operation) return;
      const { headers } = response.http;
      headers.set('EventEye-Cost-Limit', String(queryCost.limit.complexity));
      try {
        const { variables } = request;
        const cost = operationCost({ document, operation, variables, context: contextValue });
        if (cost !== null) headers.set('EventEye-Cost', String(cost));
      } catch (error) {
        throw requestRefusal(error);
      }
    },
  }),
};
