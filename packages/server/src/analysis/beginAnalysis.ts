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

/**
 * Marks the row RUNNING, and the run over its series too, and says so; undefined when the row is final or gone, and the job
 * is then over.
 *
 * One statement, for the database's work is the greater part of what an analysis costs beside inference.
 */
export async function beginAnalysis(
  { prisma, queue }: { prisma: PrismaClient; queue: AnalysisQueue },
  job: TakenJob,
): Promise<BegunAnalysis | undefined> {
  const startedAt = new Date();
  const [begun] = await prisma.$queryRawUnsafe<Omit<BegunAnalysis, 'startedAt'>[]>(
    statement,
    job.data.analysisId,
    startedAt.toISOString(),
    updatesChannel,
  );
  if (begun) return { ...begun, startedAt };
  await queue.complete(prisma, job.id);
  return undefined;
}

const statement = `
  WITH begun AS (
    UPDATE "Analysis" SET status = 'RUNNING', "startedAt" = $2::timestamptz, progress = 0.1
    WHERE id = $1::uuid AND status IN ('QUEUED', 'RUNNING')
    RETURNING id, "patientId", "medicalImageId", "seriesAnalysisId", "createdAt"
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
