import type { PGlite } from '@electric-sql/pglite';

const intervalMs = 600_000;

/**
 * Does from time to time what the autovacuum of a PostgreSQL server does and the embedded one lacks: without it the queue's
 * table, whose rows change often, grows by every change, and the planner knows no table's size.
 *
 * @returns how to stop.
 */
export function tidyEmbedded(database: PGlite): () => void {
  const tidy = async () => {
    const { rows } = await database.query<{ exists: boolean }>(
      `SELECT to_regclass('pgboss.job') IS NOT NULL AS exists`,
    );
    if (rows[0]?.exists) await database.exec('VACUUM (ANALYZE) pgboss.job');
    await database.exec('ANALYZE');
  };
  // It is about speed only, and the database says itself when it is closed.
  const timer = setInterval(() => void tidy().catch(() => {}), intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
