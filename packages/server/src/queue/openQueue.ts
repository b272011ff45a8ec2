import PgBoss from 'pg-boss';
import type { Prisma } from '../database/client.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import type { Log } from '../services.js';
import { jobsChannel } from '../updates/channels.js';
import { type AnalysisJobData, analysisJob } from './analysisJob.js';
import { type BackgroundJobs, backgroundJob, openBackgroundJobs } from './backgroundJobs.js';
import { prepareTurns, takeInTurn } from './takeInTurn.js';
import { withinTransaction } from './withinTransaction.js';

/** A job that this process took from the queue. */
export interface TakenJob {
  id: string;
  data: AnalysisJobData;
  /** 0 for the first try. */
  retryCount: number;
}

/** The queue of analyses, in the same database as the rows. */
export interface AnalysisQueue {
  /** Puts jobs in within the caller's transaction: rows and jobs exist together or not at all. */
  add(transaction: Prisma.TransactionClient, jobs: readonly AnalysisJobData[]): Promise<void>;
  /** Takes the oldest waiting job of the organization whose turn it is, if there is one. */
  take(): Promise<TakenJob | undefined>;
  /** Takes up to so many, as that many calls of `take` would, in one go. */
  takeSeveral(count: number): Promise<TakenJob[]>;
  /** Puts jobs back that were taken and not begun. */
  putBack(ids: readonly string[]): Promise<void>;
  /** Ends a job within the caller's transaction. */
  complete(transaction: Pick<Prisma.TransactionClient, '$executeRawUnsafe'>, id: string): Promise<void>;
  /** Gives a job back; it is tried again after the queue's delay. */
  giveBack(id: string): Promise<void>;
  /** Jobs that nobody waits for. */
  readonly background: BackgroundJobs;
  /** Called when a job may be waiting. */
  onNudge(nudged: () => void): void;
  close(): Promise<void>;
}

/**
 * Opens the queue on the database. On the embedded one this process is the only one, so jobs that are marked active
 * belong to a process that is gone, and wait again at once; on PostgreSQL they do so when their time runs out.
 */
export async function openQueue({ kind, sql }: OpenDatabase, log: Log): Promise<AnalysisQueue> {
  const boss = new PgBoss({
    db: {
      // A call without values may hold several statements; the rows of each are wanted.
      executeSql: (text: string, values?: unknown[]) =>
        values?.length ? sql.query(text, values) : sql.execute(text),
    },
    schedule: false,
    maintenanceIntervalSeconds: 30,
    archiveCompletedAfterSeconds: 3600,
  });
  boss.on('error', (error) =>
    log.warn({ code: (error as { code?: string }).code }, 'the queue had trouble with its database'),
  );
  await boss.start();
  const { name, options } = analysisJob;
  await boss.createQueue(name, { name, ...options });
  const background = await openBackgroundJobs(boss);
  await prepareTurns(sql);
  if (kind === 'embedded') {
    // The queue takes what should have started before now; the embedded database's clock may not have moved since.
    const { rows } = await sql.query(
      `UPDATE pgboss.job SET state = 'retry', start_after = now() - interval '1 second' WHERE name = ANY ($1) AND state = 'active' RETURNING id`,
      [[name, backgroundJob.name]],
    );
    if (rows.length > 0) log.info({ jobs: rows.length }, 'interrupted jobs wait again');
  }
  const nudges = new Set<() => void>();
  await sql.listen(jobsChannel, () => {
    for (const nudge of nudges) nudge();
  });
  const takeSeveral = async (count: number): Promise<TakenJob[]> => {
    const inTurn = await takeInTurn(sql, count);
    if (inTurn.length > 0) return inTurn;
    // What other takers hold for a moment hides what waits behind it.
    const jobs = await boss.fetch<AnalysisJobData>(name, { batchSize: count, includeMetadata: true });
    return jobs.map(({ id, data, retryCount }) => ({ id, data, retryCount }));
  };
  return {
    async add(transaction, jobs) {
      await boss.insert(
        jobs.map((data) => ({ name, data })),
        { db: withinTransaction(transaction) },
      );
    },
    take: async () => (await takeSeveral(1))[0],
    takeSeveral,
    async putBack(ids) {
      if (ids.length === 0) return;
      await sql.query(
        `UPDATE pgboss.job SET state = 'retry', started_on = CASE WHEN retry_count > 0 THEN started_on END
         WHERE name = $1 AND id = ANY ($2::uuid[]) AND state = 'active'`,
        [name, ids],
      );
    },
    async complete(transaction, id) {
      // Not `boss.complete`: its array parameter does not pass through Prisma. The same change, by its documented states.
      await transaction.$executeRawUnsafe(
        `UPDATE pgboss.job SET completed_on = now(), state = 'completed' WHERE name = $1 AND id = $2::uuid AND state = 'active'`,
        name,
        id,
      );
    },
    async giveBack(id) {
      await boss.fail(name, id);
    },
    background,
    onNudge: (nudged) => void nudges.add(nudged),
    close: () => boss.stop({ graceful: false, close: false, wait: true }),
  };
}
