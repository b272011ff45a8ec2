import { ApolloClient } from '@apollo/client';
import { ApolloLink } from '@apollo/client/link';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { HttpLink } from '@apollo/client/link/http';
import { EventEyeError } from '@eventeye/core';
import { OperationTypeNode } from 'graphql';
import { from, mergeMap } from 'rxjs';
import { toEventEyeError } from '../errors/toEventEyeError.js';
import { headersOf } from '../session/credentials.js';
import type { Session } from '../session/session.js';
import { absoluteAddresses } from './absoluteAddresses.js';
import { createCache } from './createCache.js';
import type { LiveLink } from './createLiveLink.js';

/** What the GraphQL client is made of. */
export interface ApolloParts {
  url: string;
  fetch?: typeof fetch | undefined;
  /** Asked with each request. */
  locale(): string | undefined;
  session: Session;
  live: LiveLink;
}

/** Marks the operations that sign in or renew: they carry no token and must not wait for a renewal themselves. */
export const withoutSession = { withoutSession: true } as const;

/** An Apollo client that sends the session's token and, when it has run out, renews it and asks once more. */
export function createApollo({ url, fetch, locale, session, live }: ApolloParts): ApolloClient {
  const renewAndRetry = new ErrorLink(({ error, operation, forward }) => {
    const { withoutSession, renewed, sentToken } = operation.getContext();
    if (withoutSession || renewed || !session.renewable || !tellsExpiry(error)) return;
    operation.setContext({ renewed: true });
    return from(session.refresh(sentToken)).pipe(
      mergeMap(() => {
        // A WebSocket keeps the token it was opened with.
        const isSubscription = operation.operationType === OperationTypeNode.SUBSCRIPTION;
        if (isSubscription && operation.getContext().live !== 'sse') live.reconnect();
        return forward(operation);
      }),
    );
  });
  const authorize = new SetContextLink(async ({ headers, withoutSession }) => {
    const tokens = withoutSession ? undefined : await session.fresh();
    return { sentToken: tokens?.accessToken, headers: { ...headers, ...headersOf(tokens, locale()) } };
  });
  const http = new HttpLink({ uri: url, ...(fetch && { fetch }) });
  const terminating = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    live.link,
    http,
  );
  return new ApolloClient({
    cache: createCache(),
    link: ApolloLink.from([absoluteAddresses(url), renewAndRetry, authorize, terminating]),
    clientAwareness: { name: '@eventeye/client' },
  });
}

function tellsExpiry(error: unknown): boolean {
  const failure = toEventEyeError(error);
  return EventEyeError.is(failure, 'TOKEN_EXPIRED') || EventEyeError.is(failure, 'UNAUTHENTICATED');
}
