import type { ServerConfig } from '../config.js';
import type { Database, Log } from '../services.js';
import { lockDataDirectory } from './lockDataDirectory.js';
import { migrate } from './migrate.js';
import { withNestedPages } from './nestedPages.js';
import { openEmbedded } from './openEmbedded.js';
import { openPostgres } from './openPostgres.js';
import type { Sql } from './sql.js';

/** A database that is migrated and ready, with its lower level. */
export interface OpenDatabase extends Database {
  readonly sql: Sql;
  close(): Promise<void>;
}

/**
 * Opens PostgreSQL where `databaseUrl` is set, else the embedded database of the data directory, and migrates it.
 *
 * @throws EventEyeError DATA_DIRECTORY_LOCKED, CONFIG_INVALID.
 */
export async function openDatabase(config: ServerConfig, log: Log): Promise<OpenDatabase> {
  const unlock = config.databaseUrl ? () => {} : lockDataDirectory(config.dataDirectory);
  try {
    const { sql, prisma } = config.databaseUrl
      ? await openPostgres(config.databaseUrl, log)
      : await openEmbedded(config.dataDirectory);
    try {
      await migrate(sql, log);
    } catch (error) {
      await sql.close();
      throw error;
    }
    return {
      kind: config.databaseUrl ? 'postgresql' : 'embedded',
      prisma: withNestedPages(prisma),
      sql,
      async ping() {
        await sql.query('SELECT 1');
      },
      async close() {
        await sql.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
