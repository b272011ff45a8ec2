import { randomUUID } from 'node:crypto';
import type { Prisma } from '../database/client.js';
import { analysisJob } from '../queue/analysisJob.js';
import { updatesChannel } from '../updates/channels.js';

/** A new row of `AIAnalysisResult` without what the statement adds. */
export type ResultRow = Omit<
  Prisma.AIAnalysisResultUncheckedCreateInput,
  'id' | 'analysisId' | 'modelVersionId' | 'createdAt'
>;

/** A RUNNING analysis with the result that ends it and its job. */
export interface EndedAnalysis {
  analysisId: string;
  jobId: string;
  finishedAt: Date;
  result: ResultRow;
}

/** An analysis that was ended. */
export interface StoredAnalysis {
  id: string;
  seriesAnalysisId: string | null;
  /** Nobody is shown its result: the organization runs silent mode. */
  isWithheld: boolean;
}

/**
 * Ends RUNNING analyses with their results, ends their jobs and says so, in one statement; of two runs of the same analysis one
 * does, and one that was canceled meanwhile stays canceled.
 *
 * In silent mode the database itself puts the results aside.
 *
 * @returns those that this run ended.
 */
export function storeResults(
  executor: Pick<Prisma.TransactionClient, '$queryRawUnsafe'>,
  analyses: readonly EndedAnalysis[],
): Promise<StoredAnalysis[]> {
  const rows = analyses.map(({ analysisId, jobId, finishedAt, result }) => ({
    ...result,
    id: randomUUID(),
    analysisId,
    jobId,
    createdAt: finishedAt,
    attentionValues: `\\x${Buffer.from(result.attentionValues).toString('hex')}`,
  }));
  return executor.$queryRawUnsafe(statement, JSON.stringify(rows), updatesChannel, analysisJob.name);
}

/** The rows travel as JSON, whose fields PostgreSQL brings into the types of the table's columns. */
const statement = `
  WITH given AS MATERIALIZED (
    SELECT (value->>'analysisId')::uuid AS analysis_id, (value->>'jobId')::uuid AS job_id, value AS row
    FROM jsonb_array_elements($1::jsonb)
  ), running AS MATERIALIZED (
    SELECT id FROM "Analysis"
    WHERE id IN (SELECT analysis_id FROM given) AND status = 'RUNNING'
    ORDER BY id FOR UPDATE
  ), ended AS (
    UPDATE "Analysis" SET status = 'SUCCEEDED', progress = 1, "finishedAt" = (given.row->>'createdAt')::timestamptz,
      outcome = (given.row->>'outcome')::"AnalysisOutcome",
      "malignancyProbability" = (given.row->>'malignancyProbability')::float8
    FROM given JOIN running ON running.id = given.analysis_id
    WHERE "Analysis".id = given.analysis_id
    RETURNING "Analysis".id, "patientId", "seriesAnalysisId", "isWithheld", given.row
  ), result AS (
    INSERT INTO "AIAnalysisResult"
    SELECT filled.* FROM ended, LATERAL jsonb_populate_record(
      NULL::"AIAnalysisResult",
      ended.row || jsonb_build_object(
        'modelVersionId', (SELECT id FROM "ModelVersion" WHERE sha256 = ended.row->>'modelSha256')
      )
    ) filled
  ), job AS (
    UPDATE pgboss.job SET completed_on = now(), state = 'completed'
    FROM given WHERE name = $3 AND pgboss.job.id = given.job_id AND state = 'active'
  ), told AS (
    SELECT pg_notify($2, json_build_object('analysisId', id, 'patientId', "patientId")::text) FROM ended
  )
  SELECT id::text, "seriesAnalysisId"::text, "isWithheld" FROM ended WHERE (SELECT count(*) FROM told) > 0`;
