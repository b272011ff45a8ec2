import type { EventEyeError } from '@eventeye/core';

/** Nothing was asked: the id is not known yet. */
export interface IdleState {
  state: 'idle';
  data?: undefined;
  error?: undefined;
  retry(): void;
}

/** The first answer is on its way. */
export interface LoadingState {
  state: 'loading';
  data?: undefined;
  error?: undefined;
  retry(): void;
}

/** There is data; `error` says why it could not be refreshed, where that was tried and failed. */
export interface ReadyState<T> {
  state: 'ready';
  data: T;
  error?: EventEyeError | undefined;
  /** True while a newer answer is on its way. */
  isRefreshing: boolean;
  retry(): void;
}

/** There is nothing to show; `retry` asks again. */
export interface FailedState {
  state: 'failed';
  data?: undefined;
  error: EventEyeError;
  retry(): void;
}

/** What a hook that reads gives; `state` tells the four apart. */
export type QueryState<T> = IdleState | LoadingState | ReadyState<T> | FailedState;

/** A list that grows by pages. */
export type PagedState<T, Total = number> = QueryState<T[]> & {
  /** Of the whole list; undefined before the first answer. */
  totalCount: Total | undefined;
  hasMore: boolean;
  isLoadingMore: boolean;
  /** Asks for the next page; its items are added to `data`. Does nothing while one is under way. */
  loadMore(): void;
};

/** Why there is nothing to show, as surfaces tell it: `data-state` of components. */
export type FailureKind = 'offline' | 'unauthorised' | 'failed';

/** Sorts a failure into what a person can do: check the connection, sign in, or read the sentence. */
export function failureKindOf({ code }: EventEyeError): FailureKind {
  if (code === 'NETWORK_FAILED') return 'offline';
  return code === 'UNAUTHENTICATED' || code === 'TOKEN_EXPIRED' || code === 'FORBIDDEN'
    ? 'unauthorised'
    : 'failed';
}
