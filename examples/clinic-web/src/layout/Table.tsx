import type { ReactNode } from 'react';

/** Properties of {@link Table}. */
export interface TableProps {
  /** What the table is of; read out, not shown. */
  caption: string;
  columns: readonly string[];
  /** The rows. */
  children: ReactNode;
}

/** A table that scrolls sideways where it is too wide, by keyboard too. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe, scrollable-region-focusable).
    <section className="cw-table-frame" aria-label={caption} tabIndex={0}>
      <table className="cw-table">
        <caption className="ee-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
