import type PgBoss from 'pg-boss';
import type { Prisma } from '../database/client.js';
import { withinTransaction } from './withinTransaction.js';

/** What a job in the background carries: the row says everything else. No `organizationId`: analyses' turns are told by that. */
export interface BackgroundJobData {
  reportId: string;
}

/** A job that this process took. */
export interface TakenBackgroundJob {
  id: string;
  data: BackgroundJobData;
}

/** Jobs that nobody waits for, beside the analyses in the same queue. */
export interface BackgroundJobs {
  /** Puts a job in within the caller's transaction. */
  add(transaction: Prisma.TransactionClient, data: BackgroundJobData): Promise<void>;
  /** Takes the job that waits longest. */
  take(): Promise<TakenBackgroundJob | undefined>;
  /** Ends a job within the caller's transaction; false when another process has it by now. */
  complete(transaction: Pick<Prisma.TransactionClient, '$executeRawUnsafe'>, id: string): Promise<boolean>;
  /** Gives a job back; it is tried again after the queue's delay. */
  giveBack(id: string): Promise<void>;
}

/** The definition of these jobs. One is a part of a report, so that the parts of several reports take turns. */
export const backgroundJob = {
  name: 'reanalysis',
  options: {
    retryLimit: 1_000,
    retryDelay: 1,
    // Longer than a part ever takes: so long a process that is gone keeps a report waiting on PostgreSQL.
    expireInSeconds: 180,
    retentionDays: 14,
  },
} as const;

/** Opens them on the queue. */
export async function openBackgroundJobs(boss: PgBoss): Promise<BackgroundJobs> {
  const { name, options } = backgroundJob;
  await boss.createQueue(name, { name, ...options });
  return {
    async add(transaction, data) {
      await boss.insert([{ name, data }], { db: withinTransaction(transaction) });
    },
    async take() {
      const [job] = await boss.fetch<BackgroundJobData>(name);
      return job && { id: job.id, data: job.data };
    },
    complete: async (transaction, id) =>
      (await transaction.$executeRawUnsafe(
        `UPDATE pgboss.job SET completed_on = now(), state = 'completed' WHERE name = $1 AND id = $2::uuid AND state = 'active'`,
        name,
        id,
      )) > 0,
    async giveBack(id) {
      await boss.fail(name, id);
    },
  };
}
