import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from './client.js';
import type { Sql } from './sql.js';
import { tidyEmbedded } from './tidyEmbedded.js';
import { transactionOptions } from './transactionOptions.js';

/** The default of 128 MB of shared memory is taken page by page; the operating system caches the files as well. */
const settings = ['shared_buffers=16MB'];

/**
 * Opens the embedded database below the data directory. PGlite takes no lock of its own: the caller holds the data
 * directory's.
 */
export async function openEmbedded(dataDirectory: string): Promise<{ sql: Sql; prisma: PrismaClient }> {
  const folder = join(dataDirectory, 'database');
  mkdirSync(folder, { recursive: true });
  const options = { dataDir: folder, postgresqlconf: settings };
  // Making the files leaves hundreds of megabytes behind that only go with the instance that made them.
  if (!existsSync(join(folder, 'PG_VERSION'))) await (await PGlite.create(options)).close();
  const database = await PGlite.create(options);
  const stopTidying = tidyEmbedded(database);
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(database), transactionOptions });
  const on = (target: Pick<PGlite, 'query' | 'exec'>): Pick<Sql, 'query' | 'execute'> => ({
    query: (text, values) => target.query<Record<string, unknown>>(text, values),
    async execute(text) {
      const results = await target.exec(text);
      return { rows: results.flatMap((result) => result.rows as Record<string, unknown>[]) };
    },
  });
  const sql: Sql = {
    query: on(database).query,
    async execute(text) {
      try {
        return await on(database).execute(text);
      } catch (error) {
        // Statements that begin a transaction of their own and fail leave it open on the only connection there is.
        await database.exec('ROLLBACK').catch(() => {});
        throw error;
      }
    },
    transaction: (work) => database.transaction((transaction) => work(on(transaction as unknown as PGlite))),
    async listen(channel, heard) {
      await database.listen(channel, heard);
    },
    async close() {
      stopTidying();
      await prisma.$disconnect();
      if (!database.closed) await database.close();
    },
  };
  return { sql, prisma };
}
