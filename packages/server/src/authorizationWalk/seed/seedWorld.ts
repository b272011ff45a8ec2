import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../../database/client.js';
import { type Scope, scopes, sealed } from '../scopes.js';
import { Markers } from './columnValue.js';
import { installationTables, overrides, sealedTables, variants } from './overrides.js';
import { type Column, readTables, type Table } from './readTables.js';

/** Two organizations with a row of every table for everyone to stay away from. */
export interface World {
  tables: Table[];
  /** Every seeded id, with its table and to what it belongs. */
  rows: Map<string, { table: string; scope: Scope }>;
  figures: Map<string, Scope>;
  /** The first row (or another, counted from 0) of a table that a scope has, or the nearest scope around it. */
  idOf(table: string, scope: Scope, index?: number): string | undefined;
  /** What was put into a column of that row. */
  valueOf(table: string, column: string, scope: Scope): string | undefined;
}

/**
 * Fills every table, whoever added it: texts, numbers and moments are markers that occur nowhere else. A table whose rows point
 * to a patient gets a row for each patient, one whose rows point to a study (or to what does) one for each study.
 */
export async function seedWorld(prisma: PrismaClient): Promise<World> {
  const tables = await readTables(prisma);
  const markers = new Markers();
  const rows: World['rows'] = new Map();
  const stored = new Map<string, Record<string, string | null>[]>();
  const levels = levelsOf(tables);
  for (const table of tables) {
    if (installationTables.includes(table.name)) {
      const [row] = await prisma.$queryRawUnsafe<{ id: string }[]>(
        `SELECT id::text AS id FROM "${table.name}" LIMIT 1`,
      );
      if (row) for (const scope of ['A', 'B']) stored.set(`${scope} ${table.name}`, [row]);
      continue;
    }
    for (const scope of scopes.filter((one) => one.split('.').length === levels.get(table.name))) {
      for (const variant of variants[table.name] ?? [{}]) {
        const row = rowOf(table, scope, variant);
        await insert(prisma, table, row);
        if (row.id) rows.set(row.id, { table: table.name, scope: told(table, scope) });
        const key = `${scope} ${table.name}`;
        stored.set(key, [...(stored.get(key) ?? []), row]);
      }
    }
  }
  return {
    tables,
    rows,
    figures: markers.figures,
    idOf: (table, scope, index = 0) => nearest(table, scope, index)?.id ?? undefined,
    valueOf: (table, column, scope) => nearest(table, scope)?.[column] ?? undefined,
  };

  function rowOf(table: Table, scope: Scope, variant: Record<string, string>) {
    const of = [table.name, ...Object.values(variant)].join('.');
    return Object.fromEntries(
      table.columns.map((column) => [
        column.name,
        variant[column.name] ?? makeValue(table, column, scope, of),
      ]),
    );
  }

  function makeValue(table: Table, column: Column, scope: Scope, of: string): string | null {
    const target = table.references.get(column.name);
    if (target) return nearest(target, scope)?.id ?? null;
    const fixed = overrides[`${table.name}.${column.name}`];
    if (fixed !== undefined) return fixed?.replaceAll('<>', `zq${scope}zq-${of}.${column.name}`) ?? null;
    // An id of its own; one that points to nothing known stays empty where it may.
    if (column.type === 'uuid') return column.name === 'id' ? randomUUID() : null;
    return markers.make(column, told(table, scope), of);
  }

  function nearest(table: string, scope: Scope, index = 0): Record<string, string | null> | undefined {
    for (let at = scope; ; at = at.slice(0, at.lastIndexOf('.'))) {
      const row = stored.get(`${at} ${table}`)?.[index];
      if (row || !at.includes('.')) return row;
    }
  }
}

/** The scope that a table's markers name, of rows in a scope. */
const told = (table: Table, scope: Scope) => (sealedTables.includes(table.name) ? sealed : scope);

/** How deep a table's scopes lie: 1 of an organization, 2 of a patient, 3 of a study. */
function levelsOf(tables: Table[]): Map<string, number> {
  const levels = new Map<string, number>();
  const own: Record<string, number> = { Organization: 1, Patient: 2, Study: 3 };
  for (const { name, references } of tables) {
    const targets = [...references.values()].filter((target) => !installationTables.includes(target));
    if (!own[name] && targets.length === 0 && !installationTables.includes(name)) {
      throw new Error(
        `The table ${name} points to no organization. Give it an organizationId, or name it in installationTables.`,
      );
    }
    levels.set(name, own[name] ?? Math.max(1, ...targets.map((target) => levels.get(target)!)));
  }
  return levels;
}

async function insert(prisma: PrismaClient, table: Table, row: Record<string, string | null>): Promise<void> {
  const columns = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const values = table.columns.map(({ type }, i) => `$${i + 1}::text::${typeName(type)}`).join(', ');
  const given = table.columns.map(({ name }) => row[name] ?? null);
  try {
    await prisma.$executeRawUnsafe(`INSERT INTO "${table.name}" (${columns}) VALUES (${values})`, ...given);
  } catch (cause) {
    const sentence = `A row for ${table.name} could not be made. Add what its columns need to seed/overrides.ts.`;
    throw new Error(`${sentence}\n${(cause as Error).message}`, { cause });
  }
}

/** An array's type bears an underscore before the name of its elements'. */
const typeName = (type: string) => (type.startsWith('_') ? `"${type.slice(1)}"[]` : `"${type}"`);
