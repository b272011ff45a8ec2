import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { EventEyeError } from '@eventeye/core';
import { useCallback, useMemo } from 'react';
import { asEventEyeError } from './asEventEyeError.js';
import { useEventEye } from './EventEyeProvider.js';
import type { QueryState } from './queryState.js';

/**
 * What an operation answers: from the cache at once where it is there, then from the server, then whenever the cache changes.
 * Without variables nothing is asked.
 *
 * @param select what of the answer is wanted; null or undefined becomes NOT_FOUND with `what`. Must not change between renders
 * in what it does.
 */
export function useQueryState<T, V extends OperationVariables, R>(
  document: TypedDocumentNode<T, V>,
  variables: V | undefined,
  select: (data: T) => R | null | undefined,
  what: string,
): QueryState<R> {
  const { data, error, loading, retry } = useApolloAnswer(document, variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: callers give a new function with each render that does the same.
  const selected = useMemo(() => (data === undefined ? undefined : select(data)), [data]);
  const asked = variables !== undefined;
  return useMemo<QueryState<R>>(() => {
    if (!asked) return { state: 'idle', retry };
    if (selected !== undefined && selected !== null && (!error || error.retryable)) {
      return { state: 'ready', data: selected, error, isRefreshing: loading, retry };
    }
    if (loading) return { state: 'loading', retry };
    if (error) return { state: 'failed', error, retry };
    if (data === undefined) return { state: 'loading', retry };
    return { state: 'failed', error: new EventEyeError('NOT_FOUND', `There is no such ${what}.`), retry };
  }, [asked, selected, data, error, loading, retry, what]);
}

/** What {@link useApolloAnswer} gives. */
export interface ApolloAnswer<T, V> {
  data: T | undefined;
  error: EventEyeError | undefined;
  loading: boolean;
  retry(): void;
  fetchMore(options: { variables: Partial<V> }): Promise<unknown>;
}

/** An answer as Apollo keeps it, with our errors, and with what the cache has while the server is out of reach. */
export function useApolloAnswer<T, V extends OperationVariables>(
  document: TypedDocumentNode<T, V>,
  variables: V | undefined,
): ApolloAnswer<T, V> {
  const { apollo } = useEventEye();
  const result = useQuery(document, {
    client: apollo,
    variables: (variables ?? {}) as V,
    skip: variables === undefined,
    fetchPolicy: 'cache-and-network',
    // Not with every change of the cache: only the first showing and `retry` ask the server.
    nextFetchPolicy: 'cache-first',
  } as useQuery.Options<T, V>) as useQuery.Result<T, V>;
  const { refetch, fetchMore, loading } = result;
  const error = useMemo(() => result.error && asEventEyeError(result.error), [result.error]);
  const data =
    (result.data as T | undefined) ??
    (error && variables ? (apollo.readQuery({ query: document, variables }) ?? undefined) : undefined);
  const retry = useCallback(() => {
    // What fails is in the state.
    refetch().catch(() => {});
  }, [refetch]);
  return { data, error, loading, retry, fetchMore };
}
