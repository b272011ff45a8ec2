import { randomUUID } from 'node:crypto';
import type { Prisma } from '../database/client.js';
import { analysisJob } from '../queue/analysisJob.js';
import { updatesChannel } from '../updates/channels.js';

/** A new row of `AIAnalysisResult` without what the statement adds. */
export type ResultRow = Omit<
  Prisma.AIAnalysisResultUncheckedCreateInput,
  'id' | 'analysisId' | 'modelVersionId' | 'createdAt'
>;

/**
 * Ends a RUNNING analysis with its result, ends its job and says so, in one statement; of two runs of the same analysis one
 * does, and one that was canceled meanwhile stays canceled.
 *
 * @returns whether this run was the one that ended it.
 */
export async function storeResult(
  executor: Pick<Prisma.TransactionClient, '$queryRawUnsafe'>,
  { analysisId, jobId, finishedAt }: { analysisId: string; jobId: string; finishedAt: Date },
  result: ResultRow,
): Promise<boolean> {
  const row = {
    ...result,
    id: randomUUID(),
    analysisId,
    createdAt: finishedAt,
    attentionValues: `\\x${Buffer.from(result.attentionValues).toString('hex')}`,
  };
  const [{ ended }] = await executor.$queryRawUnsafe<[{ ended: boolean }]>(
    statement,
    analysisId,
    finishedAt.toISOString(),
    JSON.stringify(row),
    result.modelSha256,
    jobId,
    updatesChannel,
    analysisJob.name,
  );
  return ended;
}

/** The row travels as JSON, whose fields PostgreSQL brings into the types of the table's columns. */
const statement = `
  WITH ended AS (
    UPDATE "Analysis" SET status = 'SUCCEEDED', progress = 1, "finishedAt" = $2::timestamptz
    WHERE id = $1::uuid AND status = 'RUNNING'
    RETURNING id, "patientId"
  ), result AS (
    INSERT INTO "AIAnalysisResult"
    SELECT filled.* FROM ended, LATERAL jsonb_populate_record(
      NULL::"AIAnalysisResult",
      $3::jsonb || jsonb_build_object('modelVersionId', (SELECT id FROM "ModelVersion" WHERE sha256 = $4))
    ) filled
  ), job AS (
    UPDATE pgboss.job SET completed_on = now(), state = 'completed'
    WHERE name = $7 AND id = $5::uuid AND state = 'active'
  ), told AS (
    SELECT pg_notify($6, json_build_object('analysisId', id, 'patientId', "patientId")::text) FROM ended
  )
  SELECT (SELECT count(*) FROM told) > 0 AS ended`;
