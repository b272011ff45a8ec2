import type { ApolloServerPlugin } from '@apollo/server';
import { EventEyeError } from '@eventeye/core';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../schema/context.js';
import { formatFault } from '../schema/formatFault.js';
import { recordNotes } from './auditNotes.js';

/** Records what an operation over HTTP showed and changed before its answer leaves; what can not be recorded is not told. */
export const auditPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, operationName, response }) {
        try {
          await recordNotes(contextValue, operationName ?? null);
        } catch (cause) {
          const originalError = unrecorded(cause);
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

/** The failure of an answer that the audit did not take. */
export function unrecorded(cause: unknown): EventEyeError {
  return new EventEyeError(
    'AUDIT_UNAVAILABLE',
    'The access could not be recorded, so it is not answered. Try again; what you changed may be stored.',
    { cause },
  );
}
