import type { TakenJob } from '../queue/openQueue.js';
import { processJob } from '../tracing/traceJobs.js';
import { markFailed } from '../tracing/withSpan.js';
import { type RunServices, runAnalysis } from './runAnalysis.js';

/** How long a lane sleeps when nobody nudges it: jobs given back become due without a notification. */
const pollMs = 1_000;

/** Takes jobs from the queue and runs them. */
export interface JobRunner {
  /** Takes no more jobs and waits for the running ones. */
  stop(): Promise<void>;
}

/** Starts as many lanes as given, each of which has one job in hand. */
export function startJobRunner(services: RunServices, lanes: number): JobRunner {
  let stopping = false;
  let wake: (() => void)[] = [];
  const wakeAll = () => {
    const sleepers = wake;
    wake = [];
    for (const one of sleepers) one();
  };
  services.queue.onNudge(wakeAll);
  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });

  const take = (): Promise<TakenJob | undefined> =>
    services.queue.take().catch((error: unknown) => {
      services.log.warn({ name: (error as Error).name }, 'the queue did not answer');
      return undefined;
    });

  async function lane(): Promise<void> {
    while (!stopping) {
      const job = await take();
      if (!job) {
        if (!stopping) await sleep();
        continue;
      }
      // A job that can not even be concluded, because the database is away, stays active and comes back later.
      await processJob(job, (span) =>
        runAnalysis(services, job).catch((error: unknown) => {
          markFailed(span, 'INTERNAL');
          services.log.error(
            { jobId: job.id, name: (error as Error).name, code: (error as { code?: string }).code },
            'a job could not be concluded',
          );
        }),
      );
    }
  }

  const running = Array.from({ length: lanes }, lane);
  return {
    async stop() {
      stopping = true;
      wakeAll();
      await Promise.all(running);
    },
  };
}
