import { setTimeout as delay } from 'node:timers/promises';
import { EventEyeError } from '@eventeye/core';
import type { Engine } from '@eventeye/inference';

/** Engines of models that are installed and not served, for as long as somebody asks them. */
export interface SideEngines {
  /**
   * Lends the engine of a model, which is started when there is none, and checked as one that is made active.
   *
   * @param key names the model. @param start starts its engine.
   * @throws EventEyeError ENGINE_OVERLOADED when all places stay taken, ENGINE_TIMEOUT when the model does not get
   *   ready in time, and what starting throws.
   */
  use<T>(key: string, start: () => Promise<Engine>, act: (engine: Engine) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How much side engines may take. */
export interface SideEngineBounds {
  /** Processes at the same time: each holds one model. */
  places: number;
  /** An engine that nobody asked for so long is closed. */
  idleMs: number;
  /** Longest wait for a place. */
  waitMs: number;
  /** Longest time until a model answers its golden picture. */
  readyMs: number;
}

const usualBounds: SideEngineBounds = { places: 2, idleMs: 60_000, waitMs: 30_000, readyMs: 60_000 };

interface Side {
  engine: Promise<Engine>;
  users: number;
  timer?: NodeJS.Timeout;
  leaving?: Promise<void>;
}

/** Opens the places; no engine runs until one is asked for. */
export function openSideEngines(bounds: Partial<SideEngineBounds> = {}): SideEngines {
  const { places, idleMs, waitMs, readyMs } = { ...usualBounds, ...bounds };
  const sides = new Map<string, Side>();
  let closed = false;
  let changed: (() => void)[] = [];
  const tell = () => {
    for (const one of changed.splice(0)) one();
  };

  /** The place is free only when the process is gone: memory is what is bounded. */
  function leave(key: string, side: Side): Promise<void> {
    clearTimeout(side.timer);
    side.leaving ??= side.engine
      .then(
        (engine) => engine.close(),
        () => {},
      )
      .finally(() => {
        if (sides.get(key) === side) sides.delete(key);
        tell();
      });
    return side.leaving;
  }

  async function take(key: string, start: () => Promise<Engine>): Promise<Side> {
    const deadline = AbortSignal.timeout(waitMs);
    for (;;) {
      if (closed) throw new EventEyeError('ENGINE_CRASHED', 'The server is shutting down. Try again.');
      const known = sides.get(key);
      if (known && !known.leaving) {
        clearTimeout(known.timer);
        known.users += 1;
        return known;
      }
      if (!known && sides.size < places) {
        const side: Side = { engine: startReady(start, readyMs), users: 1 };
        side.engine.catch(() => void leave(key, side));
        sides.set(key, side);
        return side;
      }
      const idle = known ? undefined : [...sides].find(([, { users, leaving }]) => users === 0 && !leaving);
      if (idle) await leave(...idle);
      else await nextChange(deadline);
    }
  }

  async function nextChange(deadline: AbortSignal): Promise<void> {
    const overloaded = () =>
      new EventEyeError('ENGINE_OVERLOADED', 'Other models are being asked. Try again in a moment.');
    if (deadline.aborted) throw overloaded();
    await new Promise<void>((resolve, reject) => {
      const late = () => {
        changed = changed.filter((one) => one !== on);
        reject(overloaded());
      };
      const on = () => {
        deadline.removeEventListener('abort', late);
        resolve();
      };
      deadline.addEventListener('abort', late, { once: true });
      changed.push(on);
    });
  }

  return {
    async use(key, start, act) {
      const side = await take(key, start);
      try {
        return await act(await side.engine);
      } finally {
        side.users -= 1;
        if (side.users === 0 && !side.leaving) {
          side.timer = setTimeout(() => void leave(key, side), idleMs);
          // A process that has nothing else to do need not wait for it.
          side.timer.unref();
        }
        tell();
      }
    },
    async close() {
      closed = true;
      tell();
      await Promise.all([...sides].map(([key, side]) => leave(key, side)));
    },
  };
}

async function startReady(start: () => Promise<Engine>, readyMs: number): Promise<Engine> {
  const engine = await start();
  const late = new AbortController();
  try {
    await Promise.race([
      engine.ready(),
      delay(readyMs, undefined, { signal: late.signal, ref: false }).then(() => {
        throw new EventEyeError('ENGINE_TIMEOUT', 'The model did not get ready in time. Try again.');
      }),
    ]);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  } finally {
    late.abort();
  }
}
