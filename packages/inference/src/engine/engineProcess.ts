// The engine process: bytes in, prediction out. It has no database, no network and no secrets, and it is the only
// process that loads onnxruntime and sharp: whatever they do to it costs a retry of its tasks and nothing else.
import { Socket } from 'node:net';
import { openChannel } from './channel.js';
import type { EngineSettings, Request, Response, Task, TaskOutcome } from './protocol.js';
import { createTaskFlags, type TaskFlags } from './taskFlags.js';
import { openThreadPools } from './threadPools.js';
import { createTurnstile, type Turnstile } from './turnstile.js';
import { toWire } from './wireError.js';

const settings = JSON.parse(process.argv[2]!) as EngineSettings;
const runInThread = openThreadPools(settings);
/** Analyses that hold memory beyond their own file: one runs and one is prepared for each session. */
const sessions = createTurnstile(2 * settings.threads);
const pictures = createTurnstile(Number.POSITIVE_INFINITY);
const drawings = createTurnstile(Number.POSITIVE_INFINITY);
const isDrawing = new Set<Task['operation']>(['render', 'heatmap', 'overlay', 'subtract']);

interface Running {
  flags: TaskFlags;
  abort: AbortController;
  timedOut: boolean;
  traceparent: string | undefined;
}
const running = new Map<number, Running>();

// The client is gone: there is nobody to answer and nothing to save. `process.exit` would wait for threads, which may
// be deep in native code.
const leave = () => process.kill(process.pid, 'SIGKILL');
const pipe = new Socket({ fd: 3, readable: true, writable: true });
pipe.on('close', leave);
const { send } = openChannel<Response, Request>(pipe, (request) => {
  if (request.type === 'task') void run(request);
  else {
    const task = running.get(request.id);
    if (task) Atomics.store(task.flags.canceled, 0, 1);
  }
});

async function run({ id, task, traceparent }: Extract<Request, { type: 'task' }>): Promise<void> {
  const queue = queueOf(task);
  if (queue.count - settings.threads >= settings.maxQueue) {
    const message = `The inference engine has ${settings.maxQueue} tasks waiting. Try again in a moment.`;
    send({ type: 'failed', id, error: { code: 'ENGINE_OVERLOADED', message } });
    return;
  }
  const entry: Running = {
    flags: createTaskFlags(),
    abort: new AbortController(),
    timedOut: false,
    traceparent,
  };
  running.set(id, entry);
  try {
    const outcome = await queue.pass(() => inThreads(task, entry));
    const stages = traceparent && outcome.stages ? { stages: outcome.stages } : {};
    send(
      outcome.error
        ? { type: 'failed', id, error: outcome.error, ...stages }
        : { type: 'done', id, value: outcome.value, ...stages },
    );
  } catch (error) {
    send({ type: 'failed', id, error: entry.timedOut ? timeout() : toWire(error) });
  } finally {
    running.delete(id);
  }
}

function queueOf({ operation }: Task): Turnstile {
  if (operation === 'analyze' || operation === 'hang') return sessions;
  return isDrawing.has(operation) ? drawings : pictures;
}

/** An analysis takes two steps, each in a thread of its kind; the prepared input is handed from one to the other. */
async function inThreads(task: Task, { flags, abort }: Running): Promise<TaskOutcome> {
  if (task.operation !== 'analyze') return runInThread(task, flags, abort.signal);
  const outcome = (await runInThread(
    { ...task, operation: 'prepare' },
    flags,
    abort.signal,
  )) as TaskOutcome<never>;
  if (outcome.error) return outcome;
  const inferred = await runInThread({ operation: 'infer', prepared: outcome.value }, flags, abort.signal);
  return { ...inferred, stages: [...(outcome.stages ?? []), ...(inferred.stages ?? [])] };
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
    const { taskTimeoutMs } = settings;
    const { traceparent } = task;
    send({
      type: 'log',
      event: 'engine.taskTimeout',
      fields: { taskTimeoutMs, ...(traceparent && { traceparent }) },
    });
  }
}
setInterval(stopOverdue, Math.min(250, settings.taskTimeoutMs / 4)).unref();
setInterval(() => send({ type: 'memory', residentBytes: process.memoryUsage.rss() }), 1_000).unref();

/** As many warm tasks as threads: each thread has its own session, and ready means that a real inference succeeded. */
async function warmUp(): Promise<void> {
  const flags = Array.from({ length: settings.threads }, createTaskFlags);
  try {
    const outcomes = await Promise.all(flags.map((one) => runInThread({ operation: 'warm' }, one)));
    const failed = outcomes.find((outcome) => outcome.error);
    send(failed?.error ? { type: 'unready', error: failed.error } : { type: 'ready' });
  } catch (error) {
    send({ type: 'unready', error: toWire(error) });
  }
}
void warmUp();
