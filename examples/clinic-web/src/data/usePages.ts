import type { Page, PageArguments } from '@eventeye/client';
import { type DependencyList, useCallback, useState } from 'react';
import { type Loaded, useLoaded } from './useLoaded.js';

/** A list that grows page by page. */
export interface Pages<T> extends Loaded<{ nodes: T[]; totalCount: number; hasMore: boolean }> {
  showMore(): void;
}

const pageSize = 20;
/** The server's limit of one page. */
const mostAtOnce = 100;

/**
 * A list from its beginning, as far as it was opened. It is asked for anew as a whole, in pages of up to a hundred, so that what
 * was added or moved meanwhile stands where it belongs.
 */
export function usePages<T>(
  ask: (page: PageArguments) => Promise<Page<T>>,
  dependencies: DependencyList,
): Pages<T> {
  const key = JSON.stringify(dependencies.filter((one) => typeof one !== 'object'));
  const [opened, setOpened] = useState({ key, count: pageSize });
  const count = opened.key === key ? opened.count : pageSize;
  const loaded = useLoaded(async () => {
    const nodes: T[] = [];
    let after: string | null = null;
    for (;;) {
      const first = Math.min(mostAtOnce, count - nodes.length);
      const page: Page<T> = await ask({ first, after });
      nodes.push(...page.nodes);
      after = page.endCursor;
      if (!page.hasNextPage || nodes.length >= count) {
        return { nodes, totalCount: page.totalCount, hasMore: page.hasNextPage };
      }
    }
  }, [...dependencies, count]);
  const showMore = useCallback(() => setOpened({ key, count: count + pageSize }), [key, count]);
  return { ...loaded, showMore };
}
