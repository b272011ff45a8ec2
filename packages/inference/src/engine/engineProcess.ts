// The engine process: bytes in, prediction out. It has no database, no network and no secrets, and it is the only
// process that loads onnxruntime and sharp: whatever they do to it costs a retry of its tasks and nothing else.
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { EngineSettings, OperationName, Request, Response, Task, TaskOutcome } from './protocol.js';
import { siblingModule } from './sourceFlags.js';
import { createTaskFlags, type TaskFlags } from './taskFlags.js';
import { toWire } from './wireError.js';

const settings = JSON.parse(process.argv[2]!) as EngineSettings;

const createPool = (entry: 'imageThread' | 'modelThread', threads: number) =>
  new Piscina({
    filename: fileURLToPath(siblingModule(entry, import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    maxQueue: settings.maxQueue,
    concurrentTasksPerWorker: 1,
    workerData: settings,
    // Threads inherit this process's flags, so they run from source when it does.
    execArgv: process.execArgv,
  });

const modelPool = createPool('modelThread', settings.threads);
// Pictures have threads of their own: a look at an upload must not wait for a model to load, nor behind a series.
const imagePool = createPool('imageThread', Math.ceil(settings.threads / 4));
const poolOf: Record<OperationName, Piscina> = {
  inspect: imagePool,
  render: imagePool,
  heatmap: imagePool,
  analyze: modelPool,
  warm: modelPool,
  hang: modelPool,
};

interface Running {
  flags: TaskFlags;
  abort: AbortController;
  timedOut: boolean;
}
const running = new Map<number, Running>();

const send = (response: Response) => {
  if (process.connected) process.send!(response);
};

process.on('message', (request: Request) => {
  if (request.type === 'task') void run(request.id, request.task);
  else {
    const task = running.get(request.id);
    if (task) Atomics.store(task.flags.canceled, 0, 1);
  }
});

// The client is gone: there is nobody to answer and nothing to save. `process.exit` would wait for threads, which may
// be deep in native code. The client may also have gone before this module was loaded.
const leave = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', leave);
if (!process.connected) leave();

async function run(id: number, task: Task): Promise<void> {
  const pool = poolOf[task.operation];
  if (pool.queueSize >= settings.maxQueue) {
    const message = `The inference engine has ${settings.maxQueue} tasks waiting. Try again in a moment.`;
    send({ type: 'failed', id, error: { code: 'ENGINE_OVERLOADED', message } });
    return;
  }
  const entry: Running = { flags: createTaskFlags(), abort: new AbortController(), timedOut: false };
  running.set(id, entry);
  try {
    const outcome: TaskOutcome = await pool.run({ task, flags: entry.flags }, { signal: entry.abort.signal });
    send(
      outcome.error
        ? { type: 'failed', id, error: outcome.error }
        : { type: 'done', id, value: outcome.value },
    );
  } catch (error) {
    send({ type: 'failed', id, error: entry.timedOut ? timeout() : toWire(error) });
  } finally {
    running.delete(id);
  }
}

const timeout = () => ({
  code: 'ENGINE_TIMEOUT' as const,
  message: `The image took longer than ${settings.taskTimeoutMs} ms and was stopped. Try again.`,
});

/** A thread in native code can not be asked to stop, only replaced; Piscina does so when the signal aborts. */
function stopOverdue(): void {
  for (const task of running.values()) {
    const startedAt = Number(task.flags.startedAt[0]);
    if (startedAt === 0 || task.timedOut || Date.now() - startedAt < settings.taskTimeoutMs) continue;
    task.timedOut = true;
    task.abort.abort();
    send({ type: 'log', event: 'engine.taskTimeout', fields: { taskTimeoutMs: settings.taskTimeoutMs } });
  }
}
setInterval(stopOverdue, Math.min(250, settings.taskTimeoutMs / 4)).unref();

/** As many warm tasks as threads: each thread has its own session, and ready means that a real inference succeeded. */
async function warmUp(): Promise<void> {
  const flags = Array.from({ length: settings.threads }, createTaskFlags);
  try {
    const warm = (one: TaskFlags) =>
      modelPool.run({ task: { operation: 'warm' }, flags: one }) as Promise<TaskOutcome>;
    const failed = (await Promise.all(flags.map(warm))).find((outcome) => outcome.error);
    send(failed?.error ? { type: 'unready', error: failed.error } : { type: 'ready' });
  } catch (error) {
    send({ type: 'unready', error: toWire(error) });
  }
}
void warmUp();
