/** How a key of an order sorts. */
export type Sort = 'asc' | 'desc' | { sort: 'asc' | 'desc'; nulls?: 'first' | 'last' };
/** One key of an order: a column, or one of a row it points to. */
export type OrderKey = { [field: string]: Sort | OrderKey };
/** A Prisma `where` or `select`. */
export type Condition = Record<string, unknown>;

interface Key {
  path: string[];
  isDescending: boolean;
  /** Undefined for a column that is never null. */
  nulls: 'first' | 'last' | undefined;
}

/** What of a row must be known to tell which rows come behind it. */
export function keysOf(orderBy: readonly OrderKey[]): Condition {
  const select: Condition = { id: true };
  for (const { path } of orderBy.map(keyOf)) {
    let at = select;
    for (const field of path.slice(0, -1)) {
      const inner = (at[field] as { select: Condition } | undefined) ?? { select: {} };
      at[field] = inner;
      at = inner.select;
    }
    at[path.at(-1)!] = true;
  }
  return select;
}

/**
 * The rows that come behind a row in an order (or before it), as a condition: behind in the first key, or equal in it and behind
 * in the second, and so on. The last key tells all rows apart. A column that may be null says where nulls go, as Prisma wants.
 */
export function beyondCursor(orderBy: readonly OrderKey[], row: Condition, isBackward: boolean): Condition {
  const keys = orderBy.map(keyOf).map((key) => (isBackward ? reversed(key) : key));
  const values = keys.map(({ path }) => path.reduce<unknown>((at, field) => (at as Condition)?.[field], row));
  return {
    OR: keys.map((key, i) => ({
      AND: [
        ...keys.slice(0, i).map((equal, j) => nested(equal.path, { equals: values[j] ?? null })),
        behind(key, values[i] ?? null),
      ],
    })),
  };
}

const nothing = { id: { in: [] } };

function behind({ path, isDescending, nulls }: Key, value: unknown): Condition {
  if (value === null) return nulls === 'first' ? nested(path, { not: null }) : nothing;
  const more = nested(path, { [isDescending ? 'lt' : 'gt']: value });
  return nulls === 'last' ? { OR: [more, nested(path, { equals: null })] } : more;
}

function nested(path: readonly string[], condition: Condition): Condition {
  return path.reduceRight<Condition>((inner, field) => ({ [field]: inner }), condition);
}

const reversed = ({ path, isDescending, nulls }: Key): Key => ({
  path,
  isDescending: !isDescending,
  nulls: nulls && (nulls === 'first' ? 'last' : 'first'),
});

function keyOf(order: OrderKey): Key {
  const [[field, sort]] = Object.entries(order) as [[string, Sort | OrderKey]];
  if (typeof sort === 'string') return { path: [field], isDescending: sort === 'desc', nulls: undefined };
  if (typeof sort.sort === 'string') {
    const { sort: direction, nulls } = sort as Exclude<Sort, string>;
    return { path: [field], isDescending: direction === 'desc', nulls };
  }
  const inner = keyOf(sort as OrderKey);
  return { ...inner, path: [field, ...inner.path] };
}
