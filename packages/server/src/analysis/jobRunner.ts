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
  let nudges = 0;
  const wakeAll = () => {
    nudges += 1;
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

  /** Taken and not begun: as many at a time as there are lanes, for taking costs the database as much as an ending. */
  const taken: TakenJob[] = [];
  let taking: Promise<void> | undefined;
  const take = async (): Promise<TakenJob | undefined> => {
    if (taken.length === 0) {
      taking ??= services.queue
        .takeSeveral(lanes)
        .then(
          (jobs) => void taken.push(...jobs),
          (error: unknown) => services.log.warn({ name: (error as Error).name }, 'the queue did not answer'),
        )
        .finally(() => {
          taking = undefined;
        });
      await taking;
    }
    return taken.shift();
  };

  async function lane(): Promise<void> {
    while (!stopping) {
      const before = nudges;
      const job = await take();
      if (job && stopping) {
        taken.unshift(job);
        break;
      }
      if (!job) {
        // A job that came while the queue was asked was not among the answers.
        if (!stopping && nudges === before) await sleep();
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
      // Whoever takes jobs next begins with these.
      await services.queue.putBack(taken.splice(0).map((job) => job.id)).catch(() => {});
    },
  };
}
