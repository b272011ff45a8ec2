import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import type { Log } from '../services.js';
import type { Sql } from './sql.js';

/** Any number will do as long as nothing else in the database locks it: the letters EYE. */
const advisoryLock = 0x455945;

interface Migration {
  name: string;
  script: string;
  checksum: string;
}

/**
 * Applies the migrations that the database has not seen, in order, all in one transaction under an advisory lock: of
 * several processes that start together, one migrates and the others find it done. The record is Prisma's own table, so
 * its command line understands the database.
 *
 * @throws EventEyeError CONFIG_INVALID when the database was migrated by a newer version or a migration was edited.
 */
export async function migrate(sql: Sql, log: Log): Promise<void> {
  const migrations = readMigrations(findMigrations());
  await sql.transaction(async (transaction) => {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock]);
    await transaction.execute(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
      "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
      "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
      "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`);
    const { rows } = await transaction.query(
      'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    const applied = new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]));
    refuseForeign(applied, migrations);
    for (const { name, script, checksum } of migrations) {
      if (applied.has(name)) continue;
      await transaction.execute(script);
      await transaction.query(
        `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), 1)`,
        [randomUUID(), checksum, name],
      );
      log.info({ migration: name }, 'migration applied');
    }
  });
}

function refuseForeign(applied: Map<string, string>, known: Migration[]): void {
  for (const [name, checksum] of applied) {
    const migration = known.find((one) => one.name === name);
    if (migration?.checksum === checksum) continue;
    const what = migration ? 'was applied in another form' : 'is not known to this version';
    throw new EventEyeError(
      'CONFIG_INVALID',
      `The database's migration ${name} ${what}. Start the version of EventEye that the database belongs to, or a newer one.`,
    );
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const script = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
    });
}

/** In a clone they lie at the root; the built package brings a copy beside its code. */
function findMigrations(): string {
  const places = ['../migrations/', '../../../../prisma/migrations/'];
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = folders.find((folder) => existsSync(folder));
  if (!found)
    throw new EventEyeError(
      'CONFIG_INVALID',
      'The migrations are missing. Install the server package again.',
    );
  return found;
}
