import type { PrismaClient } from '../../database/client.js';

/** A column of a table as the database tells it. */
export interface Column {
  name: string;
  /** Name of its type within PostgreSQL: `text`, `int4`, `_float8`, `Role`. */
  type: string;
  /** The labels, of an enum or an array of one. */
  labels: string[];
}

/** A table of the application, with the tables that its rows point to. */
export interface Table {
  name: string;
  columns: Column[];
  /** Column to table; also where the name alone says it, such as `patientId` without a foreign key. */
  references: Map<string, string>;
}

interface ColumnRow {
  table_name: string;
  column_name: string;
  udt_name: string;
  labels: string[] | null;
}

/** The application's tables, those that are pointed to before those that point. */
export async function readTables(prisma: PrismaClient): Promise<Table[]> {
  const rows = await prisma.$queryRaw<ColumnRow[]>`
    SELECT c.table_name::text, c.column_name::text, c.udt_name::text,
      (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
       WHERE t.typname = ltrim(c.udt_name, '_')) AS labels
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name NOT LIKE '\\_%'
      AND c.is_generated = 'NEVER' AND c.is_identity = 'NO'
    ORDER BY c.table_name, c.ordinal_position`;
  const keys = await prisma.$queryRaw<{ table: string; column: string; target: string }[]>`
    SELECT cl.relname::text AS table, a.attname::text AS column, target.relname::text AS target
    FROM pg_constraint k JOIN pg_class cl ON cl.oid = k.conrelid JOIN pg_class target ON target.oid = k.confrelid
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND cl.relnamespace = 'public'::regnamespace`;
  const tables = new Map<string, Table>();
  for (const { table_name: name, column_name, udt_name: type, labels } of rows) {
    const table: Table = tables.get(name) ?? { name, columns: [], references: new Map() };
    tables.set(name, table);
    table.columns.push({ name: column_name, type, labels: labels ?? [] });
  }
  for (const table of tables.values()) {
    for (const { name, type } of table.columns) {
      const target = /^(.+)Id$/.exec(name)?.[1];
      const named = target && target[0]!.toUpperCase() + target.slice(1);
      if (type === 'uuid' && named && named !== table.name && tables.has(named))
        table.references.set(name, named);
    }
  }
  for (const { table, column, target } of keys) {
    if (table !== target) tables.get(table)?.references.set(column, target);
  }
  return inOrder([...tables.values()]);
}

function inOrder(tables: Table[]): Table[] {
  const placed: Table[] = [];
  const names = new Set<string>();
  while (placed.length < tables.length) {
    const next = tables.find(
      ({ name, references }) =>
        !names.has(name) && [...references.values()].every((target) => names.has(target)),
    );
    if (!next) throw new Error('Tables point to each other in a circle. Tell readTables which comes first.');
    placed.push(next);
    names.add(next.name);
  }
  return placed;
}
