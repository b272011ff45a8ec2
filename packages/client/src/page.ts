/** One page of a list. */
export interface Page<T> {
  nodes: T[];
  /** Of the whole list. */
  totalCount: number;
  hasNextPage: boolean;
  /** Pass as `after` to get the next page. */
  endCursor: string | null;
}

/** Which page of a list: `first` 1 to 100, `after` the `endCursor` of the page before. */
export interface PageArguments {
  first?: number;
  after?: string | null;
}

/** A page out of a Relay connection. */
export function pageOf<T>(connection: {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  edges: { node: T }[];
}): Page<T> {
  const { hasNextPage, endCursor } = connection.pageInfo;
  const nodes = connection.edges.map(({ node }) => node);
  return { nodes, totalCount: connection.totalCount, hasNextPage, endCursor };
}

/**
 * Every item of a list, page after page as they are needed.
 *
 * @example
 * for await (const patient of allPages((page) => client.patients({ search: 'Kim', ...page }))) show(patient);
 */
export async function* allPages<T>(
  ask: (page: { after?: string | null }) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  let after: string | null = null;
  do {
    const page: Page<T> = await ask({ after });
    yield* page.nodes;
    after = page.hasNextPage ? page.endCursor : null;
  } while (after !== null);
}
