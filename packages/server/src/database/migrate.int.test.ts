import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEyeError } from '@eventeye/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pendingMigration } from '../../../../scripts/migration/pendingMigration.mjs';
import { migrate } from './migrate.js';
import { openEmbedded } from './openEmbedded.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
let folder: string;
let database: Awaited<ReturnType<typeof openEmbedded>>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eventeye-migrate-'));
  database = await openEmbedded(folder);
});
afterEach(async () => {
  await database.sql.close();
  rmSync(folder, { recursive: true });
});
const applied = async () =>
  (await database.sql.query('SELECT migration_name, checksum FROM "_prisma_migrations"')).rows;

describe('the migrations', () => {
  it('describe the schema: there is nothing left to write', async () => {
    expect(await pendingMigration()).toBeNull();
  });

  it('are applied once', async () => {
    await migrate(database.sql, silent);
    const first = await applied();
    expect(first.length).toBeGreaterThan(0);
    await migrate(database.sql, silent);
    expect(await applied()).toEqual(first);
    expect(await database.prisma.patient.count()).toBe(0);
  });

  it('refuse a database of a newer version, and one that was migrated otherwise', async () => {
    await migrate(database.sql, silent);
    const refusal = () =>
      migrate(database.sql, silent).then(
        () => undefined,
        (error: unknown) => error,
      );
    await database.sql.query('UPDATE "_prisma_migrations" SET checksum = $1', ['0'.repeat(64)]);
    expect(EventEyeError.is(await refusal(), 'CONFIG_INVALID')).toBe(true);
    await database.sql.query('UPDATE "_prisma_migrations" SET migration_name = $1', ['29990101000000_later']);
    expect(((await refusal()) as Error).message).toContain('29990101000000_later');
  });
});
