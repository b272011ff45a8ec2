import type { AnalysisQueue } from '../queue/openQueue.js';
import type { Log } from '../services.js';
import { type PartBounds, type PartServices, runReportPart, usualPart } from './runReportPart.js';

/** Looks for parts that wait when nobody nudges: those given back become due without a notification. */
const pollMs = 2_000;

/** Works on reports. */
export interface ReportRunner {
  /** Takes no more and waits for the image in hand. */
  stop(): Promise<void>;
}

/** Starts one lane that works on the parts of reports, whichever waits longest. */
export function startReportRunner(
  services: PartServices & { queue: Pick<AnalysisQueue, 'background' | 'onNudge'>; log: Log },
  bounds: PartBounds = usualPart,
): ReportRunner {
  const { queue, log } = services;
  const stopping = new AbortController();
  let wake = () => {};
  let nudged = false;
  const nudge = () => {
    nudged = true;
    wake();
  };
  queue.onNudge(nudge);
  stopping.signal.addEventListener('abort', nudge);
  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (nudged) wake();
    });

  async function lane(): Promise<void> {
    while (!stopping.signal.aborted) {
      nudged = false;
      const job = await queue.background.take().catch((error: unknown) => {
        log.warn({ name: (error as Error).name }, 'the queue did not answer');
        return undefined;
      });
      if (!job) {
        if (!stopping.signal.aborted) await sleep();
        continue;
      }
      await runReportPart(services, job, stopping.signal, bounds).catch(async (error: unknown) => {
        const { name, code } = error as { name?: string; code?: string };
        log.warn({ reportId: job.data.reportId, name, code }, 'a part of a report was interrupted');
        // What can not even be given back comes back when its time runs out.
        await queue.background.giveBack(job.id).catch(() => {});
      });
    }
  }

  const running = lane();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
