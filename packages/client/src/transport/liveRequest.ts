import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { ApolloLink } from '@apollo/client/link';
import { type GraphQLFormattedError, print } from 'graphql';
import type { Client } from 'graphql-ws';
import { Observable } from 'rxjs';

/**
 * One subscription on an open graphql-ws client. A lost connection fails with an Error, whatever the socket gave.
 *
 * In place of Apollo's GraphQLWsLink, which looks at the global WebSocket when a connection is lost: in Node 20, which
 * has none, that throws out of a microtask and the subscription never ends.
 */
export function liveRequest(client: Client, operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
  const { operationName, query, variables, extensions } = operation;
  return new Observable((observer) =>
    client.subscribe<Record<string, unknown>>(
      { operationName, query: print(query), variables, extensions },
      {
        next: (result) => observer.next(result as ApolloLink.Result),
        error: (reason) => observer.error(failureOf(reason)),
        complete: () => observer.complete(),
      },
    ),
  );
}

/**
 * The server's refusal is a list of GraphQL errors, or a close whose reason begins with a code: then the session may be renewed.
 * Everything else is the socket's end.
 */
function failureOf(reason: unknown): Error {
  if (Array.isArray(reason)) {
    return new CombinedGraphQLErrors({ data: null, errors: reason as GraphQLFormattedError[] });
  }
  const { code, reason: sentence } = (reason ?? {}) as { code?: unknown; reason?: unknown };
  if (code === unauthorizedClose && typeof sentence === 'string') {
    const [, errorCode = 'UNAUTHENTICATED', message = sentence] = /^([A-Z_]+): (.*)$/.exec(sentence) ?? [];
    return new CombinedGraphQLErrors({
      data: null,
      errors: [{ message: `The server closed the stream: ${message}`, extensions: { code: errorCode } }],
    });
  }
  return new Error('The WebSocket was closed.', { cause: reason });
}

/** After this graphql-ws does not connect again by itself. */
const unauthorizedClose = 4401;
