import type { Sql } from '../database/sql.js';
import { analysisJob } from './analysisJob.js';
import type { TakenJob } from './openQueue.js';

/** More than the takers that are ever in the middle of taking a job of the same organization. */
const depth = 16;

/**
 * Takes up to `count` jobs, each time the oldest waiting one of the organization that has waited longest for a turn, so that many jobs of one do not
 * keep a single job of another waiting. The change of the row is pg-boss's own `fetch`, with another choice of the job.
 */
export async function takeInTurn(sql: Sql, count: number): Promise<TakenJob[]> {
  const { rows } = await sql.query(statement, [analysisJob.name, count + depth, count]);
  return rows as unknown as TakenJob[];
}

/**
 * Index look-ups, once for each organization, so that the cost grows neither with the jobs that wait nor with those done. They
 * leave out the queue's name, which every job here has: with it, a planner without statistics reads all jobs.
 */
const statement = `
  WITH turns AS MATERIALIZED (
    SELECT o.id::text AS organization_id, (
      SELECT started_on FROM pgboss.job
      WHERE data->>'organizationId' = o.id::text AND started_on IS NOT NULL
      ORDER BY started_on DESC
      LIMIT 1
    ) AS last_turn
    FROM "Organization" o
  ), waiting AS (
    SELECT oldest.id, oldest.created_on, oldest.place, turns.last_turn
    FROM turns CROSS JOIN LATERAL (
      SELECT id, created_on, row_number() OVER (ORDER BY created_on, id) AS place FROM pgboss.job
      WHERE data->>'organizationId' = turns.organization_id
        AND state < 'active' AND start_after < now()
      ORDER BY created_on, id
      LIMIT $2
    ) oldest
  ), next AS (
    SELECT job.id
    FROM waiting JOIN pgboss.job ON job.name = $1 AND job.id = waiting.id
    WHERE job.state < 'active'
    ORDER BY waiting.place, waiting.last_turn NULLS FIRST, waiting.created_on, waiting.id
    LIMIT $3
    FOR UPDATE OF job SKIP LOCKED
  )
  UPDATE pgboss.job SET
    state = 'active',
    started_on = now(),
    retry_count = CASE WHEN started_on IS NOT NULL THEN retry_count + 1 ELSE retry_count END
  FROM next
  WHERE job.name = $1 AND job.id = next.id
  RETURNING job.id, job.data, job.retry_count AS "retryCount"`;

/** Makes what `takeInTurn` looks up, and tells whose the jobs are that wait since before jobs said so. */
export async function prepareTurns(sql: Sql): Promise<void> {
  await sql.transaction(async (within) => {
    // Processes that start together would make the same index at the same time.
    await within.query(`SELECT pg_advisory_xact_lock(hashtext('eventeye.queue.turns'))`);
    await within.execute(`
      CREATE INDEX IF NOT EXISTS job_waiting_by_organization
        ON pgboss.job ((data->>'organizationId'), created_on, id) WHERE state < 'active';
      CREATE INDEX IF NOT EXISTS job_turns_by_organization
        ON pgboss.job ((data->>'organizationId'), started_on) WHERE started_on IS NOT NULL;`);
    await within.query(
      `UPDATE pgboss.job SET data = job.data || jsonb_build_object('organizationId', a."organizationId"::text)
       FROM "Analysis" a
       WHERE job.name = $1 AND job.state <= 'active' AND job.data->>'organizationId' IS NULL
         AND a.id::text = job.data->>'analysisId'`,
      [analysisJob.name],
    );
  });
}
