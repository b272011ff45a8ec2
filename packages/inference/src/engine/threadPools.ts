import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { threadMemory } from './memory.js';
import type { EngineSettings, TaskOutcome, ThreadTask } from './protocol.js';
import { siblingModule, sourceFlags } from './sourceFlags.js';
import type { TaskFlags } from './taskFlags.js';
import { transferList } from './transferable.js';

/** Runs one piece of work in the threads that it belongs to. */
export type RunInThread = (task: ThreadTask, flags: TaskFlags, signal?: AbortSignal) => Promise<TaskOutcome>;

/**
 * The threads of the engine process, four kinds of them: sessions, preparation, and pictures, which must wait neither for a
 * model to load nor behind a series: those that somebody looks at now, and those that are looked into on their way in.
 */
export function openThreadPools(settings: EngineSettings): RunInThread {
  const pool = (entry: string, threads: number, always = threads) =>
    new Piscina({
      filename: fileURLToPath(siblingModule(entry, import.meta.url)),
      minThreads: always,
      maxThreads: threads,
      // A thread that is not always there goes when nobody has needed it for a while.
      idleTimeout: 60_000,
      // What waits is bounded before it comes here; this is the bound of a fault.
      maxQueue: settings.maxQueue + settings.threads,
      concurrentTasksPerWorker: 1,
      workerData: settings,
      resourceLimits: threadMemory,
      // From source when this module is; flags of the whole process are refused for a thread.
      execArgv: sourceFlags(import.meta.url),
    });
  const sessions = pool('modelThread', settings.threads);
  // Preparing an image takes a third of the time that running the fastest model does.
  const preparation = pool('prepareThread', Math.ceil(settings.threads / 3));
  const pictures = pool('imageThread', Math.ceil(settings.threads / 4));
  // Nobody who turns pages waits behind an upload of many frames; and where nobody looks, no memory is taken.
  const drawing = pool('imageThread', Math.ceil(settings.threads / 4), 0);
  const poolOf: Record<ThreadTask['operation'], Piscina> = {
    inspect: pictures,
    render: drawing,
    heatmap: drawing,
    overlay: drawing,
    subtract: drawing,
    projectSlices: pictures,
    drawProjection: pictures,
    prepare: preparation,
    infer: sessions,
    warm: sessions,
    hang: sessions,
  };
  return (task, flags, signal) =>
    poolOf[task.operation].run(
      { task, flags },
      { transferList: transferList(task), ...(signal && { signal }) },
    ) as Promise<TaskOutcome>;
}
