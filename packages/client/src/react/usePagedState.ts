import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { EventEyeError } from '@eventeye/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import { asEventEyeError } from './asEventEyeError.js';
import type { PagedState } from './queryState.js';
import { useApolloAnswer } from './useQueryState.js';

/** A Relay connection as operations ask for it. */
interface Connection<T> {
  totalCount?: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: T }[];
}

/** A list that grows by pages; see {@link useQueryState}. */
export function usePagedState<T, V extends OperationVariables & { after?: string | null | undefined }, N>(
  document: TypedDocumentNode<T, V>,
  variables: V | undefined,
  select: (data: T) => Connection<N> | null | undefined,
  what: string,
): PagedState<N> {
  const { data, error, loading, retry, fetchMore } = useApolloAnswer(document, variables);
  const [more, setMore] = useState<{ loading: boolean; error?: EventEyeError }>({ loading: false });
  const underWay = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: callers give a new function with each render that does the same.
  const connection = useMemo(() => (data === undefined ? undefined : select(data)), [data]);
  const nodes = useMemo(() => connection?.edges.map(({ node }) => node), [connection]);
  const endCursor = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : undefined;
  const loadMore = useCallback(() => {
    if (underWay.current || !endCursor) return;
    underWay.current = true;
    setMore({ loading: true });
    fetchMore({ variables: { after: endCursor } as Partial<V> })
      .then(() => setMore({ loading: false }))
      .catch((cause: unknown) => setMore({ loading: false, error: asEventEyeError(cause) }))
      .finally(() => {
        underWay.current = false;
      });
  }, [endCursor, fetchMore]);
  const asked = variables !== undefined;
  return useMemo<PagedState<N>>(() => {
    const paging = {
      totalCount: connection?.totalCount,
      hasMore: endCursor !== undefined && endCursor !== null,
      isLoadingMore: more.loading,
      loadMore,
    };
    if (!asked) return { state: 'idle', retry, ...paging };
    if (nodes && (!error || error.retryable)) {
      const isRefreshing = loading && !more.loading;
      return { state: 'ready', data: nodes, error: error ?? more.error, isRefreshing, retry, ...paging };
    }
    if (loading) return { state: 'loading', retry, ...paging };
    if (error) return { state: 'failed', error, retry, ...paging };
    if (data === undefined) return { state: 'loading', retry, ...paging };
    const missing = new EventEyeError('NOT_FOUND', `There is no such ${what}.`);
    return { state: 'failed', error: missing, retry, ...paging };
  }, [asked, nodes, connection, data, error, loading, retry, more, endCursor, loadMore, what]);
}
