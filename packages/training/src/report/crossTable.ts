/** Counts of cases by two properties. */
export interface CrossTable {
  rows: { name: string; total: number; cells: { name: string; count: number; share: number }[] }[];
  columns: string[];
}

/**
 * Counts cases by a row and a column name. The given names come first, also without a case; a name that only the cases
 * have is added, so that no case is lost. A share is of its row, NaN in an empty one.
 */
export function crossTable<T>(
  cases: readonly T[],
  row: { of: (one: T) => string; names: readonly string[] },
  column: { of: (one: T) => string; names: readonly string[] },
): CrossTable {
  const columns = [...new Set([...column.names, ...cases.map(column.of)])];
  const names = [...new Set([...row.names, ...cases.map(row.of)])];
  const rows = names.map((name) => {
    const own = cases.filter((one) => row.of(one) === name);
    const cells = columns.map((wanted) => {
      const count = own.filter((one) => column.of(one) === wanted).length;
      return { name: wanted, count, share: count / own.length };
    });
    return { name, total: own.length, cells };
  });
  return { rows, columns };
}
