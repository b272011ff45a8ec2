import type { ApolloCache, ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { EventEyeError } from '@eventeye/core';
import { toEventEyeError } from '../errors/toEventEyeError.js';

/** How the methods of a client ask its server. Everything thrown is an EventEyeError. */
export interface Ask {
  /** The server's answer now, which also refreshes the cache. */
  query<T, V extends OperationVariables>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
  /** Past the cache, which joins pages: a caller who asks for the second page wants the second only. */
  page<T, V extends OperationVariables>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
  /** A mutation; `update` tells the cache what the answer changes besides the objects in it. */
  mutate<T, V extends OperationVariables>(
    document: TypedDocumentNode<T, V>,
    variables: V,
    options?: { context?: object; update?(cache: ApolloCache, data: T): void },
  ): Promise<T>;
}

/** Asks through an Apollo client. */
export function askThrough(apollo: ApolloClient): Ask {
  const query =
    (fetchPolicy: 'network-only' | 'no-cache') =>
    <T, V extends OperationVariables>(document: TypedDocumentNode<T, V>, variables: V): Promise<T> =>
      answerOf(apollo.query({ query: document, variables, fetchPolicy } as QueryOptions<T>));
  return {
    query: query('network-only'),
    page: query('no-cache'),
    mutate: <T, V extends OperationVariables>(
      mutation: TypedDocumentNode<T, V>,
      variables: V,
      { context = {}, update }: { context?: object; update?(cache: ApolloCache, data: T): void } = {},
    ): Promise<T> =>
      answerOf(
        apollo.mutate({
          mutation,
          variables,
          context,
          ...(update && {
            update: (cache: ApolloCache, { data }: { data?: T }) => data && update(cache, data),
          }),
        } as MutateOptions<T>),
      ),
  };
}

/** The value, or NOT_FOUND with a sentence where there is none. */
export function existing<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw missing(what);
  return value;
}

/** What is asked of one type by `node(id:)`. Throws NOT_FOUND for no node and for one of another type. */
export function nodeOf<N extends { __typename: string }, T extends N['__typename']>(
  node: N | null,
  type: T,
  what: string,
): Extract<N, { __typename: T }> {
  if (node?.__typename !== type) throw missing(what);
  return node as Extract<N, { __typename: T }>;
}

function missing(what: string): EventEyeError {
  return new EventEyeError('NOT_FOUND', `There is no such ${what} in your organization. Check the id.`);
}

type QueryOptions<T> = ApolloClient.QueryOptions<T, OperationVariables>;
type MutateOptions<T> = ApolloClient.MutateOptions<T, OperationVariables>;

async function answerOf<T>(asked: Promise<{ data?: T | null | undefined }>): Promise<T> {
  try {
    const { data } = await asked;
    if (data) return data;
  } catch (error) {
    throw toEventEyeError(error);
  }
  throw new EventEyeError('INTERNAL', 'The server answered without data. Try again.');
}
