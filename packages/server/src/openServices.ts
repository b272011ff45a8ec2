import { join } from 'node:path';
import { cancelAnalysis } from './analysis/cancelAnalysis.js';
import { openConclusions } from './analysis/concludeTogether.js';
import { startJobRunner } from './analysis/jobRunner.js';
import { requestAnalysis } from './analysis/requestAnalysis.js';
import { openAuditIntents } from './audit/auditIntents.js';
import { startCheckpoints } from './audit/startCheckpoints.js';
import { identityChannel } from './auth/identityChange.js';
import { createPrincipalCache } from './auth/principalCache.js';
import type { ServerConfig } from './config.js';
import { openAllowedOrigins } from './crossOrigin/allowedOrigins.js';
import type { PrismaClient } from './database/client.js';
import { openDatabase } from './database/openDatabase.js';
import { imageService } from './image/imageService.js';
import { readOperationList } from './limits/operationList.js';
import { openRateLimits } from './limits/rateLimits.js';
import { loadSecret } from './loadSecret.js';
import { createMetrics } from './metrics/createMetrics.js';
import { followModel, registerInstalled } from './model/activateModel.js';
import { openModelEngines } from './model/modelEngines.js';
import { modelService } from './model/modelService.js';
import { registerModel } from './model/registerModel.js';
import { startEngineOf } from './model/startEngineOf.js';
import { openIdentityProviders } from './oidc/identityProviders.js';
import { openQueue } from './queue/openQueue.js';
import { cancelReport } from './reanalysis/cancelReport.js';
import { startReportRunner } from './reanalysis/reportRunner.js';
import { requestReport } from './reanalysis/requestReport.js';
import { createPictureCache } from './rendering/pictureCache.js';
import { cancelSeriesAnalysis } from './seriesAnalysis/cancelSeriesAnalysis.js';
import { requestSeriesAnalysis } from './seriesAnalysis/requestSeriesAnalysis.js';
import type { Log, Services } from './services.js';
import { signedAddresses } from './signedAddresses.js';
import { localStorage } from './storage/localStorage.js';
import { sweepOrphans } from './storage/sweepOrphans.js';
import { openTracing } from './tracing/openTracing.js';
import { modelChannel } from './updates/channels.js';
import { openUpdates } from './updates/openUpdates.js';
import { openUploads } from './uploads/openUploads.js';
import { createTransfers } from './uploads/transfers.js';
import { startWebhookRunner } from './webhooks/webhookRunner.js';

const hourMs = 3_600_000;

/**
 * Opens everything the API and the job runner are made of. The engine loads its model meanwhile; see `engine.ready`.
 *
 * @throws EventEyeError MODEL_INVALID, DATA_DIRECTORY_LOCKED, CONFIG_INVALID.
 */
export async function openServices(config: ServerConfig, log: Log): Promise<Services> {
  /** Undone in reverse when opening fails half-way, and at the end. */
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const undo of closers.splice(0).reverse()) await undo();
  };
  try {
    const identityProviders = openIdentityProviders(config);
    const operations = config.operationFiles ? readOperationList(config.operationFiles) : null;
    const tracing = await openTracing(config.tracing, log);
    closers.push(() => tracing.close());
    const metrics = createMetrics();
    const engine = metrics.watch(await startEngineOf(config, metrics, log));
    closers.push(() => engine.close());
    const modelEngines = openModelEngines(engine, config, log);
    closers.push(() => modelEngines.close());
    const database = await openDatabase(config, log);
    closers.push(() => database.close());
    const { prisma, sql } = database;
    const intents = await openAuditIntents(database, log);
    closers.push(() => intents.close());
    const secret = loadSecret(config);
    const checkpoints = startCheckpoints({ prisma, secret, config }, log);
    closers.push(() => checkpoints.stop());
    const storage = localStorage(join(config.dataDirectory, 'files'));
    await registerInstalled(prisma, config);
    await registerModel(prisma, engine.model);
    const activation = { prisma, engine, config, log };
    await sql.listen(modelChannel, (sha256) => {
      void (sha256 === '' ? activeSha256(prisma) : Promise.resolve(sha256))
        .then((wanted) => (wanted ? followModel(activation, wanted) : undefined))
        .catch(() => {});
    });
    metrics.countJobs(async () => {
      const count = (status: 'QUEUED' | 'RUNNING') => prisma.analysis.count({ where: { status } });
      return { queued: await count('QUEUED'), running: await count('RUNNING') };
    });
    const principals = createPrincipalCache();
    await sql.listen(identityChannel, () => principals.forget());
    const updates = await openUpdates(sql, log);
    const queue = await openQueue(database, log);
    closers.push(() => queue.close());
    // On the embedded database nobody else can be in the middle of an upload.
    await sweepOrphans(prisma, storage, database.kind === 'embedded' ? 0 : hourMs, log);
    const images = imageService({ prisma, storage, engine, config, secret });
    const addresses = signedAddresses(secret);
    const uploads = await openUploads({ config, prisma, images, addresses }, log);
    closers.push(() => uploads.close());
    if (config.runJobs) {
      // One image runs and one is prepared for each session; one more reads its bytes or writes its result.
      const lanes = 2 * config.workers + 1;
      const runner = startJobRunner(
        { prisma, storage, engine, queue, conclusions: openConclusions(prisma), log, metrics },
        lanes,
      );
      closers.push(() => runner.stop());
      const reports = startReportRunner({ prisma, storage, queue, modelEngines, log });
      closers.push(() => reports.stop());
      const webhooks = await startWebhookRunner({ prisma, secret, policy: config.webhooks, log }, sql);
      closers.push(() => webhooks.stop());
    }
    // One is drawn and one reads its file, for each of the engine's drawing threads.
    const pictures = createPictureCache({
      maxBytes: config.maxPictureBytes,
      atOnce: 2 * Math.ceil(config.workers / 4),
    });
    metrics.countPictures(() => pictures.counts);
    const requests = { prisma, queue, maxQueued: config.maxQueuedPerOrganization };
    return {
      config,
      intents,
      prisma,
      database,
      storage,
      engine,
      updates,
      images,
      uploads: uploads.service,
      transfers: createTransfers(config.uploads.maxInFlightBytes),
      analyses: {
        request: (caller, medicalImageId, { reuse = false } = {}) => {
          // The result of a triplet depends on another image too.
          const same = reuse && engine.model.channels === 'grey-replicated';
          const options = same ? { reuse: { modelSha256: engine.model.sha256 } } : {};
          return requestAnalysis(requests, caller, medicalImageId, options);
        },
        cancel: (caller, analysisId) => cancelAnalysis(prisma, caller, analysisId),
      },
      seriesAnalyses: {
        request: (caller, seriesId) => requestSeriesAnalysis(requests, caller, seriesId),
        cancel: (caller, id) => cancelSeriesAnalysis(prisma, caller, id),
      },
      reanalysis: {
        request: (caller, request) => requestReport({ prisma, queue, modelEngines }, caller, request),
        cancel: (caller, id) => cancelReport(prisma, caller, id),
      },
      models: modelService(activation),
      modelEngines,
      metrics,
      addresses,
      principals,
      identityProviders,
      origins: openAllowedOrigins({ prisma }),
      operations,
      rates: openRateLimits(config.rates),
      pictures,
      secret,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An empty message follows a lost connection: what is active then stands in the row. */
async function activeSha256(prisma: PrismaClient): Promise<string | undefined> {
  return (await prisma.modelVersion.findFirst({ where: { isActive: true } }))?.sha256;
}
