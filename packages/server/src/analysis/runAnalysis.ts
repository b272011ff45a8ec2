import { EventEyeError } from '@eventeye/core';
import type { Engine } from '@eventeye/inference';
import { trace } from '@opentelemetry/api';
import type { PrismaClient } from '../database/client.js';
import type { AnalysisEnd, Metrics } from '../metrics/createMetrics.js';
import { analysisJob } from '../queue/analysisJob.js';
import type { AnalysisQueue, TakenJob } from '../queue/openQueue.js';
import type { FileStorage, Log } from '../services.js';
import { markFailed, withSpan } from '../tracing/withSpan.js';
import type { BegunAnalysis } from './beginAnalysis.js';
import { concludeFailed, concludeSucceeded } from './concludeAnalysis.js';
import type { Conclusions } from './concludeTogether.js';
import { readPreContrast } from './readPreContrast.js';

/** What a run needs. */
export interface RunServices {
  prisma: PrismaClient;
  storage: FileStorage;
  engine: Engine;
  queue: AnalysisQueue;
  conclusions: Conclusions;
  log: Log;
  metrics?: Pick<Metrics, 'analysisEnded'>;
}

/**
 * Runs one job that was begun: reads the bytes, asks the engine, concludes. A fault of ours gives the job back until its
 * tries are used up; a fault of the image concludes at once. A job whose process died again and again is not tried for ever.
 *
 * @param onPredicted called when nothing is left but to conclude.
 */
export async function runAnalysis(
  services: RunServices,
  job: TakenJob,
  begun: BegunAnalysis,
  onPredicted: () => void = () => {},
): Promise<void> {
  const { prisma, engine, queue, log } = services;
  const { analysisId } = job.data;
  if (job.retryCount >= analysisJob.options.retryLimit) {
    // The tries before ended with their process, so nobody could conclude; perhaps it is the image that ends them.
    const failure = new EventEyeError(
      'ENGINE_CRASHED',
      'The analysis was interrupted too often. Try again; if it fails again, report it.',
    );
    markFailed(trace.getActiveSpan(), failure.code);
    return concludeFailed({ prisma, queue }, job.id, begun, failure);
  }
  try {
    const { bytes, preContrast } = await withSpan('read image', {}, () => readImage(services, begun));
    // The model may be changed while this one is asked: what is said of it is what is said of its answer.
    const { model } = engine;
    const prediction = await engine.analyze(bytes, { frame: 0, ...(preContrast && { preContrast }) });
    onPredicted();
    const stored = await concludeSucceeded(services, job.id, begun, prediction, model);
    const outcome = stored?.isWithheld ? 'WITHHELD' : prediction.outcome;
    tell(services, begun, { status: 'SUCCEEDED', outcome });
  } catch (error) {
    const failure = EventEyeError.is(error)
      ? error
      : new EventEyeError('INTERNAL', 'The analysis failed. Try again; if it fails again, report it.', {
          cause: error,
        });
    markFailed(trace.getActiveSpan(), failure.code);
    const code = (error as { code?: unknown } | null)?.code;
    log.warn(
      {
        analysisId,
        code: failure.code,
        cause: typeof code === 'string' ? code : undefined,
        retryCount: job.retryCount,
      },
      'analysis failed',
    );
    if (failure.retryable && job.retryCount + 1 < analysisJob.maxTries) await queue.giveBack(job.id);
    else {
      await concludeFailed({ prisma, queue }, job.id, begun, failure);
      tell(services, begun, { status: 'FAILED' });
    }
  }
}

/** The stored bytes, and those of the slice before contrast where the model takes the DCE triplet. */
async function readImage(
  services: RunServices,
  { storagePath, medicalImageId }: BegunAnalysis,
): Promise<{ bytes: Uint8Array; preContrast: Uint8Array | undefined }> {
  const bytes = await services.storage.read(storagePath);
  return { bytes, preContrast: await readPreContrast(services, medicalImageId) };
}

function tell(
  { metrics }: RunServices,
  { createdAt, startedAt }: BegunAnalysis,
  end: Pick<AnalysisEnd, 'status' | 'outcome'>,
): void {
  const waitSeconds = (startedAt.getTime() - createdAt.getTime()) / 1000;
  metrics?.analysisEnded({ ...end, waitSeconds, totalSeconds: (Date.now() - createdAt.getTime()) / 1000 });
}
