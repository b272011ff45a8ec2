import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../schema/context.js';
import { formatFault } from '../schema/formatFault.js';
import { refusal } from './crossOrigin.js';

/**
 * Who signs in from a page elsewhere is known only afterwards. When their organization does not name its origin, the answer is a
 * refusal instead of the tokens.
 */
export const signInFromElsewhere: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async ({ contextValue }) => {
    const { foreign } = contextValue.origin;
    if (!foreign || contextValue.caller) return;
    return {
      async willSendResponse({ response }) {
        const { caller, services, log } = contextValue;
        if (!caller || (await services.origins.allows(caller, foreign))) return;
        response.http.status = 403;
        response.body = { kind: 'single', singleResult: { errors: [formatFault(refusal(foreign), log)] } };
      },
    };
  },
};
