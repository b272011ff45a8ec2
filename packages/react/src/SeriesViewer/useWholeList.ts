import type { PagedState } from '@eventeye/client/react';
import { useEffect, useRef } from 'react';

/**
 * All pages of a list, asked for one after another; undefined until the last is there. While a list is asked for anew the one
 * before stays, so that nothing jumps.
 *
 * @param key what the list is of: another one begins anew.
 */
export function useWholeList<T>(list: PagedState<T>, key: string | undefined): readonly T[] | undefined {
  const { state, data, hasMore, isLoadingMore, loadMore } = list;
  const canGoOn = state === 'ready' && hasMore && !isLoadingMore && !list.error;
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a page that came, the next.
  useEffect(() => {
    if (canGoOn) loadMore();
  }, [canGoOn, loadMore, data]);
  const whole = useRef<{ key: string | undefined; data: readonly T[] }>(undefined);
  if (state === 'ready' && !hasMore) whole.current = { key, data };
  return whole.current?.key === key ? whole.current?.data : undefined;
}
