import { setTimeout as delay } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Log } from '../services.js';
import { PrismaClient } from './client.js';
import type { Sql } from './sql.js';
import { transactionOptions } from './transactionOptions.js';

/** Opens PostgreSQL: one pool for Prisma, one for SQL as it is, and a connection of its own for notifications. */
export async function openPostgres(
  databaseUrl: string,
  log: Log,
): Promise<{ sql: Sql; prisma: PrismaClient }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 6 });
  // An idle connection that breaks would otherwise end the process.
  pool.on('error', (error) =>
    log.warn({ code: (error as { code?: string }).code }, 'database connection lost'),
  );
  const adapter = new PrismaPg({ connectionString: databaseUrl, max: 10 });
  const prisma = new PrismaClient({ adapter, transactionOptions });
  const closing = new AbortController();
  const listener = new Listener(databaseUrl, closing.signal, log);
  const on = (target: pg.Pool | pg.PoolClient): Pick<Sql, 'query' | 'execute'> => ({
    query: (text, values) => target.query(text, values),
    async execute(text) {
      const results = (await target.query(text)) as unknown as pg.QueryResult | pg.QueryResult[];
      return { rows: [results].flat().flatMap((result) => result.rows ?? []) };
    },
  });
  const sql: Sql = {
    query: on(pool).query,
    async execute(text) {
      const client = await pool.connect();
      try {
        const result = await on(client).execute(text);
        client.release();
        return result;
      } catch (error) {
        // Statements that begin a transaction of their own and fail would leave it open on a pooled connection.
        client.release(true);
        throw error;
      }
    },
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(on(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {});
        throw error;
      } finally {
        client.release();
      }
    },
    listen: (channel, heard) => listener.listen(channel, heard),
    async close() {
      closing.abort();
      await listener.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
  return { sql, prisma };
}

/** Keeps one connection listening; after a loss it connects again and listens to the same channels. */
class Listener {
  readonly #channels = new Map<string, (payload: string) => void>();
  #client: Promise<pg.Client> | undefined;
  #reconnecting = false;

  constructor(
    readonly databaseUrl: string,
    readonly closing: AbortSignal,
    readonly log: Log,
  ) {}

  async listen(channel: string, heard: (payload: string) => void): Promise<void> {
    this.#channels.set(channel, heard);
    this.#client ??= this.#connect();
    await (await this.#client).query(`LISTEN ${pg.escapeIdentifier(channel)}`);
  }

  async close(): Promise<void> {
    await (await this.#client?.catch(() => undefined))?.end().catch(() => {});
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    client.on('notification', ({ channel, payload }) => this.#channels.get(channel)?.(payload ?? ''));
    client.on('error', () => {});
    await client.connect();
    // Only now: a client that never connected ends too, and each would start a loop of its own.
    client.on('end', () => void this.#reconnect());
    return client;
  }

  async #reconnect(): Promise<void> {
    if (this.#reconnecting) return;
    this.#reconnecting = true;
    await this.#connectAgain();
    this.#reconnecting = false;
  }

  async #connectAgain(): Promise<void> {
    for (let waitMs = 100; !this.closing.aborted; waitMs = Math.min(5_000, waitMs * 2)) {
      await delay(waitMs, undefined, { signal: this.closing }).catch(() => {});
      if (this.closing.aborted) return;
      let client: pg.Client | undefined;
      try {
        client = await this.#connect();
        this.#client = Promise.resolve(client);
        for (const channel of this.#channels.keys())
          await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
        // What was said meanwhile is lost: an empty message makes every listener look for itself.
        for (const heard of this.#channels.values()) heard('');
        return;
      } catch (error) {
        // Connected but not listening: this one is given up, or two would listen after the next try.
        await client?.end().catch(() => {});
        this.log.warn(
          { code: (error as { code?: string }).code, waitMs },
          'listening for notifications failed',
        );
      }
    }
  }
}
