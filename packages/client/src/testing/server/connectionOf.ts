/** Arguments of a connection. */
export interface ConnectionArguments {
  first?: number | null;
  after?: string | null;
}

/** One page of a list as a Relay connection; a cursor is the place in the list. */
export function connectionOf<T>(items: readonly T[], { first, after }: ConnectionArguments) {
  const from = after == null ? 0 : Number(after) + 1;
  const to = Math.min(items.length, from + (first ?? 20));
  const edges = items.slice(from, to).map((node, i) => ({ cursor: String(from + i), node }));
  return {
    totalCount: items.length,
    edges,
    pageInfo: {
      hasNextPage: to < items.length,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
