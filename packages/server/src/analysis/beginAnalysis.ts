import type { PrismaClient } from '../database/client.js';
import type { AnalysisQueue, TakenJob } from '../queue/openQueue.js';
import { updatesChannel } from '../updates/channels.js';

/** The row as the run found it. */
export interface BegunAnalysis {
  id: string;
  patientId: string;
  medicalImageId: string;
  seriesAnalysisId: string | null;
  storagePath: string;
  createdAt: Date;
  startedAt: Date;
}

/** A job with its row, or without one that is still to be run. */
export interface BegunJob {
  job: TakenJob;
  begun: BegunAnalysis | undefined;
}

/**
 * Marks the rows of jobs RUNNING, and the runs over their series too, and says so; `begun` is undefined where the row is final
 * or gone, and that job is then over.
 *
 * One statement for all, for the database's work is the greater part of what an analysis costs beside inference.
 */
export async function beginAnalyses(
  { prisma, queue }: { prisma: PrismaClient; queue: AnalysisQueue },
  jobs: readonly TakenJob[],
): Promise<BegunJob[]> {
  const startedAt = new Date();
  const rows = await prisma.$queryRawUnsafe<Omit<BegunAnalysis, 'startedAt'>[]>(
    statement,
    JSON.stringify(jobs.map(({ data }) => data.analysisId)),
    startedAt.toISOString(),
    updatesChannel,
  );
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return Promise.all(
    jobs.map(async (job) => {
      const row = rowOf.get(job.data.analysisId);
      if (!row) await queue.complete(prisma, job.id);
      return { job, begun: row && { ...row, startedAt } };
    }),
  );
}

/** Rows are locked in the order of their ids: two processes that begin the same ones wait for each other once, not for ever. */
const statement = `
  WITH found AS MATERIALIZED (
    SELECT id FROM "Analysis"
    WHERE id IN (SELECT value::uuid FROM jsonb_array_elements_text($1::jsonb)) AND status IN ('QUEUED', 'RUNNING')
    ORDER BY id FOR UPDATE
  ), begun AS (
    UPDATE "Analysis" SET status = 'RUNNING', "startedAt" = $2::timestamptz, progress = 0.1
    FROM found WHERE "Analysis".id = found.id
    RETURNING "Analysis".id, "patientId", "medicalImageId", "seriesAnalysisId", "createdAt"
  ), series AS (
    UPDATE "SeriesAnalysis" SET status = 'RUNNING', "startedAt" = $2::timestamptz
    FROM begun WHERE "SeriesAnalysis".id = begun."seriesAnalysisId" AND "SeriesAnalysis".status = 'QUEUED'
  ), told AS (
    SELECT pg_notify($3, json_build_object('analysisId', id, 'patientId', "patientId")::text) FROM begun
  )
  SELECT begun.id::text, begun."patientId"::text, begun."medicalImageId"::text, begun."seriesAnalysisId"::text,
    begun."createdAt", image."storagePath"
  FROM begun JOIN "MedicalImage" image ON image.id = begun."medicalImageId"
  -- Read, so that it is carried out.
  WHERE (SELECT count(*) FROM told) > 0`;
