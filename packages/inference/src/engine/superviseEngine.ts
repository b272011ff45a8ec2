import { setTimeout as delay } from 'node:timers/promises';
import { EventEyeError } from '@eventeye/core';
import { EngineChild } from './engineChild.js';
import type { EngineSettings } from './protocol.js';

const firstDelayMs = 50;
const longestDelayMs = 5_000;
const retryDelayMs = 60_000;

/** What keeps an engine process alive. */
export interface Supervision {
  /** The process that takes tasks now; waits while one is being started after a crash. */
  child(): Promise<EngineChild>;
  /** Its process id; `undefined` while there is none. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

/** What supervision needs to know. */
export interface SupervisionOptions {
  settings: EngineSettings;
  /** Resident memory beyond which the process is replaced by a fresh one. */
  maxMemoryBytes: number;
  log: (event: string, fields: Record<string, unknown>) => void;
}

/**
 * Starts the engine process and starts it again whenever it ends, with a delay that doubles while it keeps ending before it
 * was ready. One that has grown beyond its memory (the runtime does not give back all it takes) is replaced
 * without a gap: the fresh one takes over when it is ready, the old one answers what it has and is closed.
 */
export function superviseEngine({ settings, maxMemoryBytes, log }: SupervisionOptions): Supervision {
  const closing = new AbortController();
  const retired = new Set<EngineChild>();
  let successor: EngineChild | undefined;
  let child: EngineChild;
  let available: Promise<void> = Promise.resolve();

  const start = (): EngineChild => {
    const started = new EngineChild(settings, log);
    started.onMemory = (residentBytes) => {
      if (residentBytes > maxMemoryBytes && started === child && !successor && started.answered > 0)
        void replace(started, residentBytes);
    };
    return started;
  };

  const guard = (current: EngineChild, delayMs: number) => {
    let wasReady = false;
    current.ready.then(
      () => {
        wasReady = true;
        log('engine.ready', { pid: current.pid, threads: settings.threads });
      },
      (error: unknown) => log('engine.unready', { code: EventEyeError.is(error) ? error.code : 'INTERNAL' }),
    );
    void current.ended.then(() => {
      if (closing.signal.aborted || current !== child) return;
      const wait = wasReady ? firstDelayMs : delayMs;
      available = delay(wait, undefined, { signal: closing.signal }).then(
        () => {
          child = start();
          guard(child, Math.min(longestDelayMs, wait * 2));
        },
        () => {},
      );
    });
  };

  const replace = async (old: EngineChild, residentBytes: number) => {
    log('engine.recycled', { residentBytes, maxMemoryBytes });
    const fresh = start();
    successor = fresh;
    try {
      await fresh.ready;
      // Meanwhile the old one may have crashed and been started again, which freed its memory as well.
      if (child !== old || closing.signal.aborted) return await fresh.close();
      child = fresh;
      guard(fresh, firstDelayMs);
      retired.add(old);
      await old.idle();
      await old.close();
    } catch {
      // The fresh one did not become ready; the old one goes on for a while.
      await fresh.close();
      await delay(retryDelayMs, undefined, { signal: closing.signal }).catch(() => {});
    } finally {
      retired.delete(old);
      successor = undefined;
    }
  };

  child = start();
  guard(child, firstDelayMs);
  return {
    async child() {
      await available;
      if (closing.signal.aborted) {
        throw new EventEyeError(
          'ENGINE_CRASHED',
          'The inference engine was shut down. Try again when the server is back.',
        );
      }
      return child;
    },
    get pid() {
      return child.pid;
    },
    async close() {
      closing.abort();
      await Promise.all([child, ...retired, ...(successor ? [successor] : [])].map((one) => one.close()));
    },
  };
}
