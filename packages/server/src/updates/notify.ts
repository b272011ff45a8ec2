import type { Prisma, PrismaClient } from '../database/client.js';
import {
  jobsChannel,
  modelChannel,
  type UpdateMessage,
  updatesChannel,
  webhooksChannel,
} from './channels.js';

type Executor = PrismaClient | Prisma.TransactionClient;

/** Says that an analysis changed; within a transaction it is heard when that commits, and not at all if it does not. */
export async function notifyUpdate(
  executor: Executor,
  { analysisId, patientId }: UpdateMessage,
): Promise<void> {
  const payload = JSON.stringify({ analysisId, patientId });
  await executor.$queryRaw`SELECT pg_notify(${updatesChannel}, ${payload})::text`;
}

/** Says that a run over a series changed, as `notifyUpdate`. */
export async function notifySeriesUpdate(executor: Executor, seriesAnalysisId: string): Promise<void> {
  const payload = JSON.stringify({ seriesAnalysisId });
  await executor.$queryRaw`SELECT pg_notify(${updatesChannel}, ${payload})::text`;
}

/** Says that another model was made active, as `notifyUpdate`. */
export async function notifyModel(executor: Executor, sha256: string): Promise<void> {
  await executor.$queryRaw`SELECT pg_notify(${modelChannel}, ${sha256})::text`;
}

/** Wakes job runners, as `notifyUpdate`. */
export async function notifyJobs(executor: Executor): Promise<void> {
  await executor.$queryRaw`SELECT pg_notify(${jobsChannel}, '')::text`;
}

/** Wakes whoever delivers webhooks, as `notifyUpdate`. */
export async function notifyWebhooks(executor: Executor): Promise<void> {
  await executor.$queryRaw`SELECT pg_notify(${webhooksChannel}, '')::text`;
}
