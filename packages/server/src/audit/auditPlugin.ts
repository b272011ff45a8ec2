import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../schema/context.js';
import { formatFault } from '../schema/formatFault.js';
import { recordNotes } from './auditNotes.js';
import { noteRefusedFields } from './refusals.js';

/** Records what an operation over HTTP showed and changed before its answer leaves; what can not be recorded is not told. */
export const auditPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, operationName, response }) {
        try {
          if (response.body.kind === 'single')
            noteRefusedFields(contextValue, response.body.singleResult.errors);
          await recordNotes(contextValue, operationName ?? null);
        } catch (cause) {
          const originalError = cause as Error;
          const error = formatFault(
            new GraphQLError(originalError.message, { originalError }),
            contextValue.log,
          );
          response.body = { kind: 'single', singleResult: { errors: [error] } };
          response.http.status = 503;
        }
      },
    };
  },
};
