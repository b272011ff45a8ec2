import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { EventEyeError } from '@eventeye/core';
import type { Stage } from '../tracing/stageClock.js';
import type { TaskTrace } from '../tracing/traceTask.js';
import { type Channel, openChannel } from './channel.js';
import { deferred } from './deferred.js';
import { memoryEnvironment, memoryFlags } from './memory.js';
import type { EngineSettings, Request, Response, Task } from './protocol.js';
import { siblingModule, sourceFlags } from './sourceFlags.js';
import { fromWire } from './wireError.js';

interface Pending {
  resolve(value: unknown): void;
  reject(error: EventEyeError): void;
  onStages?: (stages: Stage[]) => void;
}

/** One life of the engine process. When it ends, everything it had not answered fails with ENGINE_CRASHED. */
export class EngineChild {
  readonly #process: ChildProcess;
  readonly #channel: Channel<Request>;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #dead = false;
  #closing = false;
  /** Called about every second with the process's resident memory. */
  onMemory: (residentBytes: number) => void = () => {};
  /** Tasks that came to an end. */
  answered = 0;
  #whenIdle: (() => void) | undefined;
  /** Settles with the first golden check. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;

  constructor(settings: EngineSettings, log: (event: string, fields: Record<string, unknown>) => void) {
    const entry = fileURLToPath(siblingModule('engineProcess', import.meta.url));
    this.#process = spawn(
      process.execPath,
      [...memoryFlags, ...sourceFlags(import.meta.url), entry, JSON.stringify(settings)],
      {
        // No secrets: the child sees nothing of the server's environment but where programs and temporary files are.
        env: {
          ...memoryEnvironment,
          PATH: process.env.PATH,
          TMPDIR: process.env.TMPDIR,
          NODE_ENV: process.env.NODE_ENV,
        },
        // Ctrl-C in a terminal goes to the whole group; the engine stays until its client has drained and closes it.
        detached: true,
        stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      },
    );
    const readiness = deferred<void>();
    this.ready = readiness.promise;
    this.ready.catch(() => {});
    // A pipe to a child is a socket, for both directions.
    const pipe = this.#process.stdio[3] as Duplex;
    this.#channel = openChannel<Request, Response>(pipe, (response) => {
      if (response.type === 'ready') readiness.resolve();
      else if (response.type === 'unready') readiness.reject(fromWire(response.error));
      else if (response.type === 'log') log(response.event, response.fields);
      else if (response.type === 'memory') this.onMemory(response.residentBytes);
      else this.#settle(response);
    });
    const end = deferred<void>();
    this.ended = end.promise;
    const finish = (detail: Record<string, unknown>) => {
      if (this.#dead) return;
      this.#dead = true;
      log(this.#closing ? 'engine.closed' : 'engine.exit', { ...detail, unanswered: this.#pending.size });
      readiness.reject(crashed());
      for (const { reject } of this.#pending.values()) reject(crashed());
      this.#pending.clear();
      this.#whenIdle?.();
      end.resolve();
    };
    this.#process.on('exit', (code, signal) => finish({ code, signal }));
    this.#process.on('error', (error) => finish({ error: error.message }));
  }

  get pid(): number | undefined {
    return this.#dead ? undefined : this.#process.pid;
  }

  /** Hands a task over; the signal's abort rejects at once and the thread stops before its next stage. */
  run(task: Task, signal?: AbortSignal, trace?: TaskTrace): Promise<unknown> {
    if (this.#dead) return Promise.reject(crashed());
    const id = this.#nextId++;
    const { promise, resolve, reject } = deferred<unknown>();
    this.#pending.set(id, { resolve, reject, ...(trace && { onStages: trace.onStages }) });
    const cancel = () => {
      this.#channel.send({ type: 'cancel', id });
      this.#pending.delete(id);
      reject(new EventEyeError('ANALYSIS_CANCELED', 'The analysis was canceled.'));
    };
    if (signal?.aborted) cancel();
    else {
      signal?.addEventListener('abort', cancel, { once: true });
      this.#channel.send({ type: 'task', id, task, ...(trace && { traceparent: trace.traceparent }) });
    }
    return promise.finally(() => signal?.removeEventListener('abort', cancel));
  }

  /** Resolves when nothing is in hand. */
  async idle(): Promise<void> {
    if (this.#pending.size > 0 && !this.#dead)
      await new Promise<void>((resolve) => (this.#whenIdle = resolve));
  }

  /** Ends the process at once: it has nothing to save, and a thread in native code would not let it leave by itself. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  #settle(response: Extract<Response, { id: number }>): void {
    const pending = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    this.answered += 1;
    if (this.#pending.size === 0) this.#whenIdle?.();
    if (response.stages) pending?.onStages?.(response.stages);
    if (response.type === 'done') pending?.resolve(response.value);
    else pending?.reject(fromWire(response.error));
  }
}

const crashed = () =>
  new EventEyeError(
    'ENGINE_CRASHED',
    'The inference engine stopped while it worked on this image. Try again.',
  );
