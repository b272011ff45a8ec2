import { EventEyeError } from '@eventeye/core';
import { mayAdminister } from '../access/mayAdminister.js';
import type { Prisma, PrismaClient, SilentMode } from '../database/client.js';
import { summariseSeries } from '../seriesAnalysis/summariseSeries.js';
import type { Caller } from '../services.js';
import { updatesChannel } from '../updates/channels.js';
import { notifySeriesUpdate } from '../updates/notify.js';
import { lockSilentMode, openSilentMode } from './openSilentMode.js';

/**
 * Ends the silent mode of the caller's organization: results are shown from now on. Those that were withheld are opened, all in
 * one transaction, or stay withheld for good; the figures remain either way.
 *
 * @throws EventEyeError FORBIDDEN, CONFLICT where none runs.
 */
export async function endSilentMode(
  prisma: PrismaClient,
  caller: Caller,
  isReleased: boolean,
): Promise<SilentMode> {
  mayAdminister(caller, 'end silent mode');
  const { organizationId, userId } = caller;
  return prisma.$transaction(async (transaction) => {
    await lockSilentMode(transaction, organizationId);
    const id = await openSilentMode(transaction, organizationId);
    if (!id) throw new EventEyeError('CONFLICT', 'Silent mode does not run. Start it first.');
    const ended = await transaction.silentMode.update({
      where: { id },
      data: { endedAt: new Date(), endedById: userId, isReleased },
    });
    if (isReleased) await release(transaction, id);
    return ended;
  });
}

/** Puts every withheld result where it belongs, tells watchers and webhooks, and concludes the runs over series anew. */
async function release(transaction: Prisma.TransactionClient, silentModeId: string): Promise<void> {
  const opened = await transaction.$queryRawUnsafe<{ seriesAnalysisId: string }[]>(
    statement,
    silentModeId,
    updatesChannel,
  );
  for (const { seriesAnalysisId: id } of opened) {
    const { status } = await transaction.seriesAnalysis.findUniqueOrThrow({ where: { id } });
    if (status === 'QUEUED' || status === 'RUNNING') continue;
    const data = status === 'SUCCEEDED' ? await summariseSeries(transaction, id) : { isWithheld: false };
    await transaction.seriesAnalysis.update({ where: { id }, data });
    await notifySeriesUpdate(transaction, id);
  }
}

/** A webhook tells of each once more: whoever fetched the analysis before found it without its result. */
const statement = `
  WITH held AS (
    SELECT "analysisId", row FROM "SilentResult" WHERE "silentModeId" = $1::uuid AND row IS NOT NULL FOR UPDATE
  ), stored AS (
    INSERT INTO "AIAnalysisResult"
    SELECT filled.* FROM held, LATERAL jsonb_populate_record(NULL::"AIAnalysisResult", held.row) filled
    RETURNING "analysisId", outcome, "malignancyProbability"
  ), emptied AS (
    UPDATE "SilentResult" SET row = NULL FROM stored WHERE "SilentResult"."analysisId" = stored."analysisId"
  ), opened AS (
    UPDATE "Analysis" SET outcome = stored.outcome, "malignancyProbability" = stored."malignancyProbability", "isWithheld" = false
    FROM stored WHERE "Analysis".id = stored."analysisId"
    RETURNING "Analysis".id, "organizationId", "patientId", "medicalImageId", "seriesAnalysisId"
  ), told AS (
    SELECT "seriesAnalysisId", pg_notify($2, json_build_object('analysisId', id, 'patientId', "patientId")::text),
      CASE WHEN "seriesAnalysisId" IS NULL THEN "enqueueWebhooks"("organizationId", 'ANALYSIS_SUCCEEDED',
        jsonb_build_object('Analysis', id, 'MedicalImage', "medicalImageId", 'Patient', "patientId")) END
    FROM opened
  )
  SELECT DISTINCT "seriesAnalysisId"::text FROM (SELECT * FROM told OFFSET 0) each WHERE "seriesAnalysisId" IS NOT NULL ORDER BY 1`;
