import type { TakenJob } from '../queue/openQueue.js';
import { processJob } from '../tracing/traceJobs.js';
import { markFailed } from '../tracing/withSpan.js';
import { type BegunJob, beginAnalyses } from './beginAnalysis.js';
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

  /** Taken and not run yet: as many at a time as there are lanes, for taking costs the database as much as an ending. */
  const taken: BegunJob[] = [];
  let taking: Promise<void> | undefined;
  const begin = async (jobs: readonly TakenJob[]): Promise<BegunJob[]> => {
    if (jobs.length === 0) return [];
    try {
      return await beginAnalyses(services, jobs);
    } catch (error) {
      await services.queue.putBack(jobs.map(({ id }) => id)).catch(() => {});
      throw error;
    }
  };
  const take = async (): Promise<BegunJob | undefined> => {
    if (taken.length === 0) {
      taking ??= services.queue
        .takeSeveral(lanes)
        .then(begin)
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

  const open = new Set<Promise<void>>();
  const mostOpen = 16 * lanes;

  async function lane(): Promise<void> {
    while (!stopping) {
      const before = nudges;
      const next = await take();
      if (next && stopping) {
        taken.unshift(next);
        break;
      }
      if (!next) {
        // A job that came while the queue was asked was not among the answers.
        if (!stopping && nudges === before) await sleep();
        continue;
      }
      const { job, begun } = next;
      if (!begun) continue;
      // The lane is free when the engine has answered: what is left is the database's, and waits for others to go with.
      await new Promise<void>((free) => {
        const run = processJob(job, (span) =>
          // A job that can not even be concluded, because the database is away, stays active and comes back later.
          runAnalysis(services, job, begun, free).catch((error: unknown) => {
            markFailed(span, 'INTERNAL');
            services.log.error(
              { jobId: job.id, name: (error as Error).name, code: (error as { code?: string }).code },
              'a job could not be concluded',
            );
          }),
        ).finally(() => {
          open.delete(run);
          free();
        });
        open.add(run);
      });
      while (open.size >= mostOpen) await Promise.race(open);
    }
  }

  const running = Array.from({ length: lanes }, lane);
  return {
    async stop() {
      stopping = true;
      wakeAll();
      await Promise.all(running);
      await Promise.all(open);
      // Whoever takes jobs next begins with these.
      await services.queue.putBack(taken.splice(0).map(({ job }) => job.id)).catch(() => {});
    },
  };
}
